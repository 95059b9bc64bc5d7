/** The icon of a kind of node. */
import {
  ApartmentOutlined,
  ApiOutlined,
  AudioOutlined,
  BranchesOutlined,
  ClockCircleOutlined,
  CommentOutlined,
  FieldBinaryOutlined,
  FormOutlined,
  IdcardOutlined,
  MailOutlined,
  NumberOutlined,
  PhoneOutlined,
  PoweroffOutlined,
  QuestionCircleOutlined,
  SoundOutlined,
  StarOutlined,
  SwapOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

const ICONS: Record<string, ReactNode> = {
  play: <SoundOutlined />,
  menu: <ApartmentOutlined />,
  digits: <NumberOutlined />,
  listen: <AudioOutlined />,
  survey: <StarOutlined />,
  agent: <CommentOutlined />,
  hours: <ClockCircleOutlined />,
  condition: <BranchesOutlined />,
  set: <FieldBinaryOutlined />,
  look_up: <IdcardOutlined />,
  web: <ApiOutlined />,
  send: <MailOutlined />,
  enqueue: <TeamOutlined />,
  dial: <PhoneOutlined />,
  transfer: <SwapOutlined />,
  message: <FormOutlined />,
  hang_up: <PoweroffOutlined />,
};

export function NodeIcon({ kind }: { kind: string }) {
  return (
    <span className="flow-icon" aria-hidden>
      {ICONS[kind] ?? <QuestionCircleOutlined />}
    </span>
  );
}
