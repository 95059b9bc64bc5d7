/** How well each version does, with what the data cannot rule out; and the two of a trial against each other. */
import { Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import type { Effect, VersionEffect } from '@/api/scripts';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Failed } from '@/shared/ui/Empty';
import { useEffectOf } from './use-scripts';
import { effectWords, libraryWords } from './words';

type Share = VersionEffect['helpful'];
type Mean = VersionEffect['handle_seconds'];
type Interval = { low: number; high: number };
type Reasons = VersionEffect['skipped'];

const percent = (value: number): string => `${(value * 100).toFixed(0)}%`;

function Bar({ value, interval }: { value: number; interval: Interval }) {
  const style = {
    '--low': `${interval.low * 100}%`,
    '--high': `${interval.high * 100}%`,
    '--value': `${value * 100}%`,
  };
  return <span className="effect-bar" aria-hidden style={style as React.CSSProperties} />;
}

function ShareCell({ share }: { share: Share }) {
  const t = useTexts(effectWords);
  if (share.value === null) return <td className="quiet">{t('noData')}</td>;
  return (
    <td title={t('of', { part: share.part, whole: share.whole })}>
      <strong className="num">{percent(share.value)}</strong>{' '}
      <span className="quiet num">{t('of', { part: share.part, whole: share.whole })}</span>
      <Bar value={share.value} interval={share.interval} />
      <span className="quiet num effect-interval">
        {t('interval', { low: percent(share.interval.low), high: percent(share.interval.high) })}
      </span>
    </td>
  );
}

function MeanCell({ mean }: { mean: Mean }) {
  const t = useTexts(effectWords);
  if (mean.value === null) return <td className="quiet">{t('noData')}</td>;
  return (
    <td>
      <strong className="num">{t('seconds', { n: mean.value.toFixed(0) })}</strong>{' '}
      <span className="quiet num">n = {mean.n}</span>
      {mean.interval ? (
        <span className="quiet num effect-interval">
          {t('interval', { low: mean.interval.low.toFixed(0), high: mean.interval.high.toFixed(0) })}
        </span>
      ) : null}
    </td>
  );
}

function ReasonList({ title, reasons }: { title: string; reasons: Reasons }) {
  const t = useTexts(effectWords);
  const locale = useLocale();
  if (!reasons.length) return null;
  return (
    <p className="quiet">
      {title}：{reasons.map((one) => t('times', { name: nameIn(one.name, locale), n: one.times })).join('，')}
    </p>
  );
}

function Row({ of }: { of: VersionEffect }) {
  const t = useTexts(effectWords);
  const l = useTexts(libraryWords);
  return (
    <tr>
      <th scope="row">
        {l('version', { n: of.version })}{' '}
        <span className="pill">{of.share ? `${of.share}%` : l(of.status)}</span>
        <p className="quiet">{t('uses', { n: of.uses, contacts: of.contacts })}</p>
        <ReasonList title={t('skipped')} reasons={of.skipped} />
        <ReasonList title={t('left')} reasons={of.left} />
      </th>
      <ShareCell share={of.helpful} />
      <ShareCell share={of.resolution} />
      <MeanCell mean={of.handle_seconds} />
      <ShareCell share={of.skipping} />
      <ShareCell share={of.leaving} />
    </tr>
  );
}

function Difference({
  interval,
  differs,
  unit,
}: {
  interval: Interval | null;
  differs: boolean;
  unit: 1 | 100;
}) {
  const t = useTexts(effectWords);
  if (!interval) return <td className="quiet">{t('noData')}</td>;
  const shown = (value: number): string =>
    `${value > 0 ? '+' : ''}${(value * unit).toFixed(0)}${unit === 100 ? '%' : ''}`;
  return (
    <td>
      <strong>{t(differs ? 'differs' : 'same')}</strong>
      <span className="quiet num effect-interval">
        {t('interval', { low: shown(interval.low), high: shown(interval.high) })}
      </span>
    </td>
  );
}

function Compared({ of }: { of: NonNullable<Effect['compared']> }) {
  const t = useTexts(effectWords);
  return (
    <tr className="effect-compared">
      <th scope="row">{t('compared')}</th>
      <Difference interval={of.helpful} differs={of.helpful_differs} unit={100} />
      <Difference interval={of.resolution} differs={of.resolution_differs} unit={100} />
      <Difference interval={of.handle_seconds} differs={of.handle_differs} unit={1} />
      <td />
      <td />
    </tr>
  );
}

const DAYS = [7, 30, 90] as const;

export function EffectView({ script }: { script: string }) {
  const t = useTexts(effectWords);
  const l = useTexts(libraryWords);
  const [days, setDays] = useState<number>(30);
  const asked = useEffectOf(script, days);
  const data = asked.data;
  return (
    <>
      <Segmented<number>
        aria-label={t('since')}
        size="small"
        value={days}
        onChange={setDays}
        options={DAYS.map((n) => ({ value: n, label: t('days', { n }) }))}
      />
      {asked.isPending ? <Skeleton active /> : null}
      {asked.isError ? <Failed failure={asked.error} again={() => void asked.refetch()} /> : null}
      {data?.versions.length === 0 ? <p className="quiet">{t('none')}</p> : null}
      {data?.versions.length ? (
        <>
          <table className="effect">
            <thead>
              <tr>
                <th scope="col">{l('words')}</th>
                {(['helpful', 'resolution', 'handle', 'skipping', 'leaving'] as const).map((word) => (
                  <th key={word} scope="col">
                    {t(word)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.versions.map((of) => (
                <Row key={of.version} of={of} />
              ))}
              {data.compared ? <Compared of={data.compared} /> : null}
            </tbody>
          </table>
          <p className="quiet">{t('note')}</p>
        </>
      ) : null}
    </>
  );
}
