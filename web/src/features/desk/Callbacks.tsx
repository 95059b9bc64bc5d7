/** My promised calls back, the next one first; what is due says so. */
import { CheckOutlined, ClockCircleOutlined, CloseOutlined, FieldTimeOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Callback } from '@/api/desk';
import { clockOf, MICROS } from '@/shared/format/duration';
import { CallButton } from '@/shared/dial/CallButton';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, microsOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { Failed } from '@/shared/ui/Empty';
import { callbackWords } from './callback-words';
import { dialWords, signalWord } from './dial/dial-words';
import { saidTime, TimePicker } from './TimePicker';
import { useCallbackChange, useMyCallbacks, type CallbackWish } from './use-callbacks';
import './callbacks.css';

interface LineProps {
  one: Callback;
  change: (wish: CallbackWish, said: string, back: CallbackWish) => void;
}

function Line({ one, change }: LineProps) {
  const t = useTexts(callbackWords);
  const tried = useTexts(dialWords);
  const locale = useLocale();
  const now = useServerSecond();
  const [moving, setMoving] = useState(false);
  const late = (now - microsOf(one.due_at)) / MICROS;
  const when = saidTime(new Date(one.due_at), dateAt(now), t, locale);
  const who = one.customer?.name ?? (groupPhone(one.number) || t('unknown'));
  const reopen: CallbackWish = { do: 'reopen', id: one.id };
  const move = (at: string): void => {
    setMoving(false);
    const said = t('moved', { when: saidTime(new Date(at), dateAt(now), t, locale) });
    change({ do: 'move', id: one.id, at }, said, { do: 'move', id: one.id, at: one.due_at });
  };
  return (
    <li className={late >= 0 ? 'is-due' : ''}>
      <div className="callback-line">
        <Link to={`/interactions/${one.interaction}`}>{who}</Link>
        <span className="num quiet">{one.customer ? groupPhone(one.number) : ''}</span>
        {late >= 0 ? (
          <span className="pill bad num push">
            {late < 60 ? t('due') : t('overdue', { time: clockOf(late) })}
          </span>
        ) : null}
      </div>
      <div className="callback-line">
        <span className="num">{when}</span>
        <span className="push callback-ways">
          <CallButton wide to={{ kind: 'callback', id: one.id }} who={who} />
          <Button
            size="small"
            type={late >= 0 ? 'primary' : 'default'}
            icon={<CheckOutlined aria-hidden />}
            onClick={() => change({ do: 'done', id: one.id }, t('isDone'), reopen)}
          >
            {t('done')}
          </Button>
          <Button
            size="small"
            type="text"
            icon={<FieldTimeOutlined aria-hidden />}
            aria-label={`${t('later')}: ${who}`}
            aria-expanded={moving}
            title={t('later')}
            onClick={() => setMoving(!moving)}
          />
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={`${t('cancel')}: ${who}`}
            title={t('cancel')}
            onClick={() => change({ do: 'cancel', id: one.id }, t('isCancelled'), reopen)}
          />
        </span>
      </div>
      {one.note ? <p className="quiet">{one.note}</p> : null}
      {one.tries > 0 ? (
        <p className="quiet">
          {tried('callbackAgain', { n: one.tries, why: tried(signalWord(one.last_try)) })}
        </p>
      ) : null}
      {moving ? <TimePicker value={null} onChange={move} /> : null}
    </li>
  );
}

export function Callbacks() {
  const t = useTexts(callbackWords);
  const { message } = App.useApp();
  const asked = useMyCallbacks();
  const { mutate } = useCallbackChange();
  const change = (wish: CallbackWish, said: string, back: CallbackWish): void =>
    mutate(wish, {
      onSuccess: () => {
        const undo = (): void => {
          message.destroy(wish.id);
          mutate(back);
        };
        const content = (
          <>
            {said}{' '}
            <Button type="link" size="small" onClick={undo}>
              {t('undo')}
            </Button>
          </>
        );
        void message.info({ key: wish.id, duration: 8, content });
      },
    });
  const items = asked.data ?? [];
  return (
    <section className="panel callbacks">
      <div className="panel-head">
        <h2>
          <ClockCircleOutlined aria-hidden /> {t('mine')}
        </h2>
        <span className="quiet push num">{items.length || ''}</span>
      </div>
      {asked.isError && !asked.data ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : null}
      {asked.data && !items.length ? (
        <div className="callbacks-none">
          <strong>{t('none')}</strong>
          <p className="quiet">{t('noneText')}</p>
        </div>
      ) : null}
      <ul>
        {items.map((one) => (
          <Line key={one.id} one={one} change={change} />
        ))}
      </ul>
    </section>
  );
}
