/** One promised call back in the list of everybody's: when, to whom, what about, whose; called, or not needed. */
import { App, Button, Checkbox } from 'antd';
import { Link } from 'react-router';
import type { Callback } from '@/api/desk';
import { CallButton } from '@/shared/dial/CallButton';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts, type Speak } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { useClose, useReopen } from './use-callbacks';
import { callbackListWords } from './words';

const SIGNALS = ['answered', 'busy', 'no_answer', 'declined', 'unknown_number'] as const;
type Words = Speak<(typeof callbackListWords)['zh-CN']>;

function came({ tries, last_try }: Callback, t: Words): string {
  if (!tries) return '';
  const known = SIGNALS.find((one) => one === last_try);
  return t('tried', { n: tries, said: t(known ? `said_${known}` : 'said_failed') });
}

function Acts({ one, who }: { one: Callback; who: string }) {
  const t = useTexts(callbackListWords);
  const { message } = App.useApp();
  const reopen = useReopen();
  const close = useClose((what, id) => {
    const undo = (): void => {
      message.destroy(id);
      reopen.mutate(id);
    };
    const content = (
      <>
        {t(what === 'done' ? 'isDone' : 'isCancelled')}{' '}
        <Button type="link" size="small" onClick={undo}>
          {t('undo')}
        </Button>
      </>
    );
    void message.info({ key: id, duration: 8, content });
  });
  return (
    <span className="callbacks-acts">
      <CallButton wide to={{ kind: 'callback', id: one.id }} who={who} />
      <Button
        size="small"
        aria-label={`${t('markDone')}: ${who}`}
        onClick={() => close.mutate({ what: 'done', id: one.id })}
      >
        {t('markDone')}
      </Button>
      <Button
        size="small"
        type="text"
        aria-label={`${t('cancel')}: ${who}`}
        onClick={() => close.mutate({ what: 'cancel', id: one.id })}
      >
        {t('cancel')}
      </Button>
    </span>
  );
}

interface RowProps {
  one: Callback;
  chosen: boolean;
  choose: (chosen: boolean) => void;
}

export function CallbackRow({ one, chosen, choose }: RowProps) {
  const t = useTexts(callbackListWords);
  const locale = useLocale();
  const number = groupPhone(one.number) || t('unknown');
  const who = one.customer?.name ?? number;
  const open = one.state === 'open';
  return (
    <tr>
      <td>
        {open ? (
          <Checkbox
            aria-label={t('choose', { who })}
            checked={chosen}
            onChange={(event) => choose(event.target.checked)}
          />
        ) : null}
      </td>
      <td className="callbacks-when num">
        {whenOf(open ? one.due_at : (one.closed_at ?? one.due_at), dateAt(serverNow())).slice(0, -3)}{' '}
        {one.overdue ? <span className="pill bad">{t('late')}</span> : null}
      </td>
      <td>
        <Link to={`/interactions/${one.interaction}`}>{who}</Link>{' '}
        {one.customer ? <span className="num quiet">{number}</span> : null}
      </td>
      <td className="callbacks-about">{one.note}</td>
      <td className="callbacks-whose">
        {nameIn(one.agent?.name, locale)}{' '}
        {one.agent_left ? <span className="pill bad">{t('hasLeft')}</span> : null}
      </td>
      <td className="quiet">{came(one, t)}</td>
      <td>{open ? <Acts one={one} who={who} /> : null}</td>
    </tr>
  );
}
