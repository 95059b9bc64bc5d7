/** One party: who, state, since when; a click offers what may be done with them. */
import {
  AudioMutedOutlined,
  BellFilled,
  CommentOutlined,
  CustomerServiceOutlined,
  DownOutlined,
  EyeOutlined,
  PhoneOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import type { PartyDeed, PartyShown } from '@/api/control';
import { microsOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { Elapsed } from '@/shared/ui/Elapsed';
import { useFocusBack } from '@/shared/ui/focus-back';
import { controlWords } from './words';

interface Given {
  party: PartyShown;
  name: string;
  /** This is the person at the page. */
  mine: boolean;
  deeds: readonly PartyDeed[];
  act: (action: PartyDeed) => void;
}

const WORDS = { drop: 'drop', mute: 'mute', unmute: 'unmute', hand_over: 'handOver' } as const;
const ROLES = { listener: 'listener', whisperer: 'whisperer' } as const;

function iconOf({ state, role, kind }: PartyShown): ReactNode {
  if (state === 'ringing') return <BellFilled />;
  if (role === 'listener') return <EyeOutlined />;
  if (role === 'whisperer') return <CommentOutlined />;
  if (role === 'customer') return <UserOutlined />;
  return kind === 'outside' ? <PhoneOutlined /> : <CustomerServiceOutlined />;
}

/** What of this party is not said by where it stands: that it rings, is muted, or only guides. */
function noteOf({ state, role }: PartyShown): 'ringing' | 'listener' | 'whisperer' | null {
  if (state === 'ringing') return 'ringing';
  return role === 'listener' || role === 'whisperer' ? ROLES[role] : null;
}

function Inside({ party, name, mine }: Pick<Given, 'party' | 'name' | 'mine'>) {
  const t = useTexts(controlWords);
  const note = noteOf(party);
  return (
    <>
      <span aria-hidden>{iconOf(party)}</span>
      <strong>{mine ? t('you') : name}</strong>
      {note ? <span className="quiet">{t(note)}</span> : null}
      {party.muted ? <AudioMutedOutlined className="party-muted" aria-label={t('muted')} /> : null}
      {party.since ? <Elapsed since={microsOf(party.since)} /> : null}
    </>
  );
}

export function PartyChip({ party, name, mine, deeds, act }: Given) {
  const t = useTexts(controlWords);
  const { button, dropdown } = useFocusBack();
  const look = `party is-${party.state}${mine ? ' is-mine' : ''}`;
  if (!deeds.length) {
    return (
      <span className={look}>
        <Inside party={party} name={name} mine={mine} />
      </span>
    );
  }
  const items = deeds.map((deed) => ({
    key: deed,
    label: t(WORDS[deed]),
    danger: deed === 'drop',
    onClick: () => act(deed),
  }));
  return (
    <Dropdown {...dropdown} menu={{ items }}>
      <Button
        ref={button}
        className={look}
        aria-haspopup="menu"
        aria-description={t('actionsOn', { who: name })}
      >
        <Inside party={party} name={name} mine={mine} />
        <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  );
}
