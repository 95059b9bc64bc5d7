/** One message: who, when, how long; listen, take, delete, call back. */
import { CaretRightFilled, DeleteOutlined, UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { soundOf, type Mark, type Message } from '@/api/mailboxes';
import { CallButton } from '@/shared/dial/CallButton';
import { clockOf } from '@/shared/format/duration';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { mailWords } from './words';

interface LineProps {
  mailbox: string;
  shared: boolean;
  message: Message;
  mark: (state: Mark) => void;
}

const MAIL = { waiting: 'mailWaiting', sent: 'mailSent', given_up: 'mailGivenUp' } as const;

function useStateWord(message: Message): string {
  const t = useTexts(mailWords);
  const locale = useLocale();
  if (message.state !== 'taken') return t(message.state);
  return message.by ? t('taken', { who: nameIn(message.by.name, locale) }) : t('takenByOne');
}

interface WaysProps {
  shared: boolean;
  message: Message;
  mark: (state: Mark) => void;
  who: string;
}

/** What can be done with it beside listening. */
function Ways({ shared, message, mark, who }: WaysProps) {
  const t = useTexts(mailWords);
  return (
    <span className="push mail-ways">
      {shared && message.state === 'new' ? (
        <Button size="small" type="primary" onClick={() => mark('taken')}>
          {t('take')}
        </Button>
      ) : null}
      {shared && message.state === 'taken' ? (
        <Button size="small" onClick={() => mark('done')}>
          {t('finish')}
        </Button>
      ) : null}
      {message.state !== 'new' ? (
        <Button size="small" type="text" icon={<UndoOutlined aria-hidden />} onClick={() => mark('new')}>
          {t('asNew')}
        </Button>
      ) : null}
      {message.call_back ? <CallButton wide to={message.call_back} who={who} /> : null}
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t('removeWho', { who })}
        title={t('remove')}
        onClick={() => mark('deleted')}
      />
    </span>
  );
}

export function MessageLine({ mailbox, shared, message, mark }: LineProps) {
  const t = useTexts(mailWords);
  const word = useStateWord(message);
  const [open, setOpen] = useState(false);
  const who = message.caller_name || groupPhone(message.caller) || t('unknown');
  const play = (): void => {
    setOpen(true);
    if (!shared && message.state === 'new') mark('heard');
  };
  return (
    <li className={message.state === 'new' ? 'mail-line is-new' : 'mail-line'}>
      <div className="mail-row">
        <Button
          type="text"
          icon={<CaretRightFilled aria-hidden />}
          aria-label={t('play', { who })}
          aria-expanded={open}
          onClick={play}
        />
        <strong>{who}</strong>
        {message.caller_name ? <span className="num quiet">{groupPhone(message.caller)}</span> : null}
        <span className="num quiet">{whenOf(message.at, dateAt(serverNow()))}</span>
        <span className="num">{clockOf(message.seconds)}</span>
        <span className={message.state === 'new' ? 'pill live' : 'pill'}>{word}</span>
        {message.mail ? (
          <span className={message.mail === 'given_up' ? 'pill bad' : 'quiet'}>{t(MAIL[message.mail])}</span>
        ) : null}
        <Ways shared={shared} message={message} mark={mark} who={who} />
      </div>
      {open ? (
        <audio controls autoPlay src={soundOf(mailbox, message.id)} aria-label={t('sound', { who })} />
      ) : null}
    </li>
  );
}
