/** One promised call back: when, who, what about; called, later, not needed. What is due says so. */
import { CheckOutlined, CloseOutlined, FieldTimeOutlined, PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
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
import { callbackWords } from './callback-words';
import { dialWords, signalWord } from './dial/dial-words';
import { saidTime, TimePicker } from './TimePicker';
import type { CallbackWish } from './use-callbacks';
import './callbacks.css';

interface LineProps {
  one: Callback;
  change: (wish: CallbackWish, said: string, back: CallbackWish) => void;
}

export function CallbackLine({ one, change }: LineProps) {
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
        <PhoneOutlined aria-label={t('callback')} />
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
