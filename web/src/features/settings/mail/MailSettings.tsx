/** The mail server, whom messages of queues are mailed to, how long messages are kept, and what did not arrive. */
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { getMail, type MailState } from '@/api/mail';
import type { ConfigEntry } from '@/api/types';
import { bodyOf, nameOf, useKind, waits } from '@/shared/config/entries';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Failed } from '@/shared/ui/Empty';
import { PartForm } from '../lines/PartForm';
import { listOf } from '../lines/shapes';
import { Waiting } from '../lines/Waiting';
import { settingsWords } from '../words';
import { MAILED } from './fields';
import { mailSettingsWords } from './mail-words';
import { TestLetter } from './TestLetter';

const KEY = 'mail_server';
const FRESH: ConfigEntry = {
  key: KEY,
  value: null,
  version: 0,
  published_at: null,
  published_by: null,
  draft: null,
  draft_removes: false,
  changed: { mark: '', at: '', by: null },
};

function Queue({ entry }: { entry: ConfigEntry }) {
  const t = useTexts(mailSettingsWords);
  const s = useTexts(settingsWords);
  const locale = useLocale();
  const body = bodyOf(entry);
  const to = listOf(body, 'mail_to');
  const said = [to.join(', ') || t('nobody'), ...(to.length && body.mail_sound ? [t('andSound')] : [])];
  return (
    <details className="setting rule">
      <summary className="rule-line">
        <strong>{nameIn(nameOf(entry), locale) || entry.key}</strong>
        <span className="quiet num">{entry.key}</span>
        <span>{said.join(' · ')}</span>
        <span>{waits(entry) ? <span className="pill wait">{s('draft')}</span> : null}</span>
      </summary>
      <PartForm kind="queue" entry={entry} fields={MAILED.queue} />
    </details>
  );
}

function NotArrived({ state }: { state: MailState }) {
  const t = useTexts(mailSettingsWords);
  return (
    <section className="rules" aria-label={t('failing')}>
      <h3>{t('failing')}</h3>
      <p className="quiet">{state.failing.length ? t('waiting', { n: state.waiting }) : t('none')}</p>
      {state.failing.map((one) => (
        <div className="rule rule-line" key={`${one.at}${one.mailbox}${one.address}`}>
          <strong>{one.address}</strong>
          <span className="quiet num">{whenOf(one.at, dateAt(serverNow()))}</span>
          <span>
            {one.why} <span className="quiet">{one.said}</span>
          </span>
          <span>
            <span className={one.given_up ? 'pill bad' : 'pill wait'}>
              {one.given_up ? t('givenUp') : t('tries', { n: one.tries })}
            </span>
          </span>
        </div>
      ))}
    </section>
  );
}

export function MailSettings() {
  const t = useTexts(mailSettingsWords);
  const mail = useQuery({ queryKey: ['mail'], queryFn: getMail });
  const all = [useKind(KEY), useKind('queue'), useKind('site')] as const;
  const failed = [mail, ...all].find((one) => one.isError);
  if (failed) return <Failed failure={failed.error} again={() => void failed.refetch()} />;
  const [servers, queues, site] = all.map((one) => one.data?.items);
  if (!servers || !queues || !site || !mail.data) {
    return <Skeleton active paragraph={{ rows: 6 }} className="settings-wait" />;
  }
  const centre = site.find(({ key }) => key === 'site');
  return (
    <>
      <div className="panel-head">
        <h2>{t('server')}</h2>
      </div>
      <div className="line-bar">
        <Waiting of={{ [KEY]: servers, queue: queues, site }} />
      </div>
      <section className="rules" aria-label={t('server')}>
        <p className="quiet">{t('serverText')}</p>
        <PartForm kind={KEY} entry={servers[0] ?? FRESH} fields={MAILED.server} />
        <p className="quiet">{t(mail.data.password ? 'passwordThere' : 'passwordNone')}</p>
        <TestLetter />
      </section>
      <section className="rules" aria-label={t('queues')}>
        <h3>{t('queues')}</h3>
        <p className="quiet">{t('queuesText')}</p>
        {queues.map((entry) => (
          <Queue key={entry.key} entry={entry} />
        ))}
        {queues.length ? null : <p className="quiet">{t('noQueue')}</p>}
      </section>
      {centre ? (
        <section className="rules" aria-label={t('site')}>
          <h3>{t('site')}</h3>
          <PartForm kind="site" entry={centre} fields={MAILED.site} />
        </section>
      ) : null}
      <NotArrived state={mail.data} />
    </>
  );
}
