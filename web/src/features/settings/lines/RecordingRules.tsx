/** Which calls are recorded: what the centre says, then each queue, then each number. */
import { Skeleton } from 'antd';
import type { ConfigEntry } from '@/api/types';
import { bodyOf, nameOf, useKind, waits, type Body } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Failed } from '@/shared/ui/Empty';
import { settingsWords } from '../words';
import { PartForm } from './PartForm';
import { recordingWords } from './recording-words';
import { RECORDING } from './shapes';
import { Waiting } from './Waiting';
import { lineWords } from './words';

const RECORDED = { true: 'always', false: 'never', on_demand: 'on_demand' } as const;
const NOTICE = { true: 'told', false: 'untold', may_refuse: 'may_refuse' } as const;

/** A rule in words: recorded or not, told or not, kept how long. */
function useSaid(kind: 'queue' | 'number') {
  const t = useTexts(recordingWords);
  return (body: Body): string => {
    const { recorded, recording_notice: notice, recording_days: days, transcribed } = body;
    const usual = t(kind === 'queue' ? 'always' : 'byQueue');
    const whether =
      typeof recorded === 'number'
        ? t('shareOf', { n: recorded })
        : recorded === undefined
          ? usual
          : t(RECORDED[String(recorded) as keyof typeof RECORDED]);
    const told = notice === undefined ? '' : t(NOTICE[String(notice) as keyof typeof NOTICE]);
    const kept = typeof days === 'number' ? t('days', { n: days }) : '';
    const written = transcribed === true ? t('written') : '';
    return [whether, told, written, kept].filter(Boolean).join(' · ');
  };
}

interface EachProps {
  kind: 'queue' | 'number';
  entry: ConfigEntry;
  mayChange: boolean;
}

function Each({ kind, entry, mayChange }: EachProps) {
  const s = useTexts(settingsWords);
  const locale = useLocale();
  const said = useSaid(kind);
  const summary = (
    <>
      <strong>{nameIn(nameOf(entry), locale) || entry.key}</strong>
      <span className="quiet num">{entry.key}</span>
      <span>{said(bodyOf(entry))}</span>
      <span>{waits(entry) ? <span className="pill wait">{s('draft')}</span> : null}</span>
    </>
  );
  if (!mayChange) return <div className="rule rule-line">{summary}</div>;
  return (
    <details className="setting rule">
      <summary className="rule-line">{summary}</summary>
      <PartForm kind={kind} entry={entry} fields={RECORDING[kind]} />
    </details>
  );
}

function Part({
  kind,
  items,
  mayChange,
}: {
  kind: EachProps['kind'];
  items: ConfigEntry[];
  mayChange: boolean;
}) {
  const t = useTexts(recordingWords);
  return (
    <section className="rules" aria-label={t(kind === 'queue' ? 'byQueues' : 'byNumbers')}>
      <h3>{t(kind === 'queue' ? 'byQueues' : 'byNumbers')}</h3>
      <p className="quiet">{t(kind === 'queue' ? 'byQueuesText' : 'byNumbersText')}</p>
      {items.map((entry) => (
        <Each key={entry.key} kind={kind} entry={entry} mayChange={mayChange} />
      ))}
      {items.length ? null : <p className="quiet">{t(kind === 'queue' ? 'none' : 'noneNumbers')}</p>}
    </section>
  );
}

/** What the centre says, for who may only look. */
function Shown({ entry }: { entry: ConfigEntry }) {
  const t = useTexts(lineWords);
  const r = useTexts(recordingWords);
  const body = entry.value ?? {};
  const word = (value: unknown): string => {
    if (value === undefined) return '—';
    const known = RECORDED[String(value) as keyof typeof RECORDED];
    return known ? r(known) : String(value);
  };
  return (
    <dl className="rules-shown">
      {RECORDING.site.map(({ field }) => (
        <div key={field}>
          <dt>{t(field)}</dt>
          <dd className="num">{word(body[field])}</dd>
        </div>
      ))}
    </dl>
  );
}

export function RecordingRules() {
  const t = useTexts(recordingWords);
  const s = useTexts(settingsWords);
  const mayChange = may(useSession(), 'config.change');
  const all = [useKind('site'), useKind('queue'), useKind('number')] as const;
  const failed = all.find((one) => one.isError);
  if (failed) return <Failed failure={failed.error} again={() => void failed.refetch()} />;
  const [site, queues, numbers] = all.map((one) => one.data?.items);
  if (!site || !queues || !numbers) {
    return <Skeleton active paragraph={{ rows: 6 }} className="settings-wait" />;
  }
  const centre = site.find(({ key }) => key === 'site');
  return (
    <>
      <div className="panel-head">
        <h2>{s('recording')}</h2>
      </div>
      {mayChange ? (
        <div className="line-bar">
          <Waiting of={{ site, queue: queues, number: numbers }} />
        </div>
      ) : null}
      <section className="rules" aria-label={t('whole')}>
        <h3>{t('whole')}</h3>
        <p className="quiet">{t('wholeText')}</p>
        {centre && mayChange ? <PartForm kind="site" entry={centre} fields={RECORDING.site} /> : null}
        {centre && !mayChange ? <Shown entry={centre} /> : null}
      </section>
      <Part kind="queue" items={queues} mayChange={mayChange} />
      <Part kind="number" items={numbers} mayChange={mayChange} />
    </>
  );
}
