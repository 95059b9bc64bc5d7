/** Hold, at once or with a reason; resume. Who is held too long is remembered aloud. */
import { DownOutlined, PauseOutlined, PlayCircleOutlined } from '@ant-design/icons';
import { Button, Dropdown, Space } from 'antd';
import { useMemo } from 'react';
import type { CallAction } from '@/api/calls';
import type { Me } from '@/api/types';
import { useOffer, type Command } from '@/shared/commands/registry';
import { clockOf, MICROS } from '@/shared/format/duration';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { useFocusBack } from '@/shared/ui/focus-back';
import { useHoldReasons } from './actions';
import { callWords } from './call-words';

const REMIND_SECONDS = 60;

interface Given {
  held: boolean;
  busy: boolean;
  act: (action: CallAction) => void;
}

function Resume({ busy, act }: Omit<Given, 'held'>) {
  const t = useTexts(callWords);
  return (
    <Button
      type="primary"
      icon={<PlayCircleOutlined />}
      disabled={busy}
      title="Alt+H"
      onClick={() => act({ action: 'resume' })}
    >
      {t('resume')}
    </Button>
  );
}

export function CallBarHold({ held, busy, act }: Given) {
  const t = useTexts(callWords);
  const locale = useLocale();
  const reasons = useHoldReasons().data ?? [];
  const { button, dropdown } = useFocusBack();
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'hold',
        title: t(held ? 'resume' : 'toHold'),
        keys: 'Alt+h',
        group: t('group'),
        run: () => act({ action: held ? 'resume' : 'hold' }),
      },
    ],
    [t, held, act],
  );
  useOffer(commands);
  if (held) return <Resume busy={busy} act={act} />;
  const items = reasons.map((reason) => ({
    key: reason.id,
    label: (
      <span className="call-bar-reason">
        {nameIn(reason.name, locale)}
        {reason.say ? <small className="quiet">{nameIn(reason.say, locale)}</small> : null}
      </span>
    ),
    onClick: () => act({ action: 'hold', reason: reason.id }),
  }));
  return (
    <Space.Compact>
      <Button icon={<PauseOutlined />} disabled={busy} title="Alt+H" onClick={() => act({ action: 'hold' })}>
        {t('toHold')}
      </Button>
      {items.length ? (
        <Dropdown {...dropdown} menu={{ items }} placement="bottomRight">
          <Button
            ref={button}
            icon={<DownOutlined />}
            disabled={busy}
            aria-label={t('holdWith')}
            aria-haspopup="menu"
          />
        </Dropdown>
      ) : null}
    </Space.Compact>
  );
}

/** How long the customer waits, why, and from when on that is too long. */
export function CallBarHeld({ call }: { call: NonNullable<Me['call']> }) {
  const t = useTexts(callWords);
  const locale = useLocale();
  const now = useServerSecond();
  const reason = useHoldReasons().data?.find((one) => one.id === call.hold_reason);
  const seconds = (now - (call.held_since ?? now)) / MICROS;
  const time = clockOf(seconds);
  const long = seconds >= (reason?.remind_seconds ?? REMIND_SECONDS);
  return (
    <>
      <span className="num">{time}</span>
      {long ? (
        <span className="call-bar-long" role="alert">
          {t('holdLong', { time: clockOf(Math.floor(seconds / 10) * 10) })}
        </span>
      ) : reason ? (
        <span className="call-bar-why quiet">{nameIn(reason.name, locale)}</span>
      ) : null}
    </>
  );
}
