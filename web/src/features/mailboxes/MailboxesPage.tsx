/** Messages that callers left: mine, and those of my queues. */
import { App, Button } from 'antd';
import { NavLink, useParams } from 'react-router';
import type { Mark, Message } from '@/api/mailboxes';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { Refused } from '@/shared/ui/Refused';
import { MailboxSettings } from './MailboxSettings';
import { MessageLine } from './MessageLine';
import { useMailbox, useMailboxes, useMark } from './use-mail';
import { mailWords } from './words';
import './mailboxes.css';

function Box({ mailbox, own }: { mailbox: string; own: boolean }) {
  const t = useTexts(mailWords);
  const { message: said } = App.useApp();
  const asked = useMailbox(mailbox);
  const marking = useMark(mailbox);
  const box = asked.data;
  if (asked.isError && !box) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  if (!box) return null;
  const there = box.messages.filter((one) => one.state !== 'deleted');
  const sayRemoved = (one: Message): void => {
    const back = (): void => {
      said.destroy(one.id);
      marking.mutate({ id: one.id, state: 'restore' });
    };
    void said.open({
      key: one.id,
      type: 'info',
      duration: 8,
      content: (
        <>
          {t('removed')}{' '}
          <Button size="small" type="link" onClick={back}>
            {t('undo')}
          </Button>
        </>
      ),
    });
  };
  const mark = (one: Message, state: Mark): void => {
    const marked = marking.mutateAsync({ id: one.id, state });
    const after = (): void => (state === 'deleted' ? sayRemoved(one) : undefined);
    void marked.then(after, () => undefined); // a refusal is said above the list
  };
  return (
    <>
      <Refused failure={marking.error} />
      <section className="panel mail-list" aria-label={t('messages')}>
        {there.length ? (
          <ul>
            {there.map((one) => (
              <MessageLine
                key={one.id}
                mailbox={mailbox}
                shared={box.shared}
                message={one}
                mark={(state) => mark(one, state)}
              />
            ))}
          </ul>
        ) : (
          <Empty title={t('none')}>{t(box.shared ? 'noneShared' : 'noneText')}</Empty>
        )}
      </section>
      {box.shared ? null : <MailboxSettings key={mailbox} box={box} own={own} />}
    </>
  );
}

export function MailboxesPage() {
  const t = useTexts(mailWords);
  const locale = useLocale();
  const { mailbox } = useParams();
  const asked = useMailboxes();
  const items = asked.data?.items ?? [];
  const chosen = mailbox ?? items[0]?.mailbox;
  const own = items.some((one) => one.mailbox === chosen && !one.name);
  return (
    <div className="page mail-page">
      <div className="page-head">
        <h1>{t('title')}</h1>
      </div>
      {asked.isError && !asked.data ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : null}
      <nav className="mail-boxes" aria-label={t('title')}>
        {items.map((one) => {
          const name = one.name ? nameIn(one.name, locale) : t('own');
          return (
            <NavLink
              key={one.mailbox}
              to={`/messages/${encodeURIComponent(one.mailbox)}`}
              className={one.mailbox === chosen ? 'mail-box is-chosen' : 'mail-box'}
              aria-label={t('count', { name, n: one.new })}
            >
              {name} <span className="num">{one.new || ''}</span>
            </NavLink>
          );
        })}
      </nav>
      {chosen ? <Box key={chosen} mailbox={chosen} own={own} /> : null}
      {asked.data && !items.length ? <Empty title={t('none')}>{t('noneText')}</Empty> : null}
    </div>
  );
}
