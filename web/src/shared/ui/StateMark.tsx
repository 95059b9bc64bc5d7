/** An agent's state as icon, word and colour: readable without any one of them. */
import {
  CheckCircleFilled,
  EditFilled,
  LogoutOutlined,
  PauseCircleFilled,
  PhoneFilled,
  BellFilled,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { AgentState } from '@/api/types';
import { texts, useTexts } from '@/shared/i18n/texts';

export const stateWords = texts(
  {
    signed_out: '未签入',
    ready: '空闲',
    paused: '示忙',
    ringing: '振铃',
    talking: '通话',
    wrap_up: '话后整理',
  },
  {
    signed_out: 'Signed out',
    ready: 'Ready',
    paused: 'Paused',
    ringing: 'Ringing',
    talking: 'Talking',
    wrap_up: 'Wrap-up',
  },
);

const ICONS: Record<AgentState, ReactNode> = {
  signed_out: <LogoutOutlined />,
  ready: <CheckCircleFilled />,
  paused: <PauseCircleFilled />,
  ringing: <BellFilled />,
  talking: <PhoneFilled />,
  wrap_up: <EditFilled />,
};

export const STATES: AgentState[] = ['ringing', 'talking', 'wrap_up', 'ready', 'paused', 'signed_out'];

export function StateMark({ state, reason }: { state: AgentState; reason?: string | undefined }) {
  const t = useTexts(stateWords);
  return (
    <span className={`state is-${state}`}>
      <span aria-hidden>{ICONS[state]}</span>
      {t(state)}
      {reason ? ` · ${reason}` : ''}
    </span>
  );
}
