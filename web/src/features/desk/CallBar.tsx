/** The call in hand, on top of every page: state, time, who, and only the actions that work now. */
import {
  BellFilled,
  EditFilled,
  PauseOutlined,
  PhoneFilled,
  PhoneOutlined,
  PlayCircleOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo } from 'react';
import { Link, useLocation } from 'react-router';
import type { Me } from '@/api/types';
import { useOffer, type Command } from '@/shared/commands/registry';
import { groupPhone } from '@/shared/format/phone';
import { microsOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { Elapsed, Remaining } from '@/shared/ui/Elapsed';
import { useQueueName } from '@/shared/ui/names';
import { useCallAction } from './actions';
import { lookOf } from './look';
import { sinceOf, useMe, useMeLive } from './me';
import { useRinger } from './ringer';
import { deskWords } from './words';
import './call-bar.css';

const ICONS = {
  ringing: <BellFilled />,
  talking: <PhoneFilled />,
  hold: <PauseOutlined />,
  wrap_up: <EditFilled />,
};
const WORDS = { ringing: 'incoming', talking: 'talking', hold: 'onHold', wrap_up: 'wrapUp' } as const;

function Who({ me }: { me: Me }) {
  const t = useTexts(deskWords);
  const queueName = useQueueName();
  const call = me.interaction;
  if (!call) return null;
  const name = call.customer?.name || call.caller_name;
  return (
    <span className="call-bar-who">
      <strong>{name || groupPhone(call.caller) || t('unknownCaller')}</strong>
      {name ? <span className="num">{groupPhone(call.caller)}</span> : null}
      {call.queue ? <span>{queueName(call.queue)}</span> : null}
    </span>
  );
}

export function CallBar() {
  useMeLive();
  const t = useTexts(deskWords);
  const me = useMe().data;
  const acting = useCallAction();
  const atDesk = useLocation().pathname === '/desk';
  const look = lookOf(me);
  const { mutate, isPending } = acting;
  useRinger(look === 'ringing', t('titleRinging'));

  const commands = useMemo<Command[]>(() => {
    if (look !== 'talking' && look !== 'hold') return [];
    const group = t('callKeys');
    const held = look === 'hold';
    return [
      {
        id: 'hold',
        title: t(held ? 'resume' : 'hold'),
        keys: 'Alt+h',
        group,
        run: () => mutate(held ? 'resume' : 'hold'),
      },
      { id: 'hang-up', title: t('hangUp'), keys: 'Alt+x', group, run: () => mutate('hang_up') },
    ];
  }, [look, t, mutate]);
  useOffer(commands);

  if (!me || !look) return null;
  return (
    <section className={`call-bar is-${look}`} aria-label={t('call')}>
      <span className="call-bar-state" role="status">
        <span aria-hidden>{ICONS[look]}</span> {t(WORDS[look])}
      </span>
      <span className="call-bar-time">
        {look === 'wrap_up' && me.until ? (
          <Remaining until={microsOf(me.until)} />
        ) : (
          <Elapsed since={sinceOf(me)} />
        )}
      </span>
      <Who me={me} />
      <span className="call-bar-actions">
        {look === 'ringing' ? <span className="call-bar-hint">{t('answerOnPhone')}</span> : null}
        {look === 'talking' ? (
          <Button icon={<PauseOutlined />} disabled={isPending} title="Alt+H" onClick={() => mutate('hold')}>
            {t('hold')}
          </Button>
        ) : null}
        {look === 'hold' ? (
          <Button
            type="primary"
            icon={<PlayCircleOutlined />}
            disabled={isPending}
            title="Alt+H"
            onClick={() => mutate('resume')}
          >
            {t('resume')}
          </Button>
        ) : null}
        {look === 'talking' || look === 'hold' ? (
          <Button
            danger
            type="primary"
            icon={<PhoneOutlined rotate={135} />}
            disabled={isPending}
            title="Alt+X"
            onClick={() => mutate('hang_up')}
          >
            {t('hangUp')}
          </Button>
        ) : null}
        {atDesk ? null : <Link to="/desk">{t('openDesk')}</Link>}
      </span>
    </section>
  );
}
