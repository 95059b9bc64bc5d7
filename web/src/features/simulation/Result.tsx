/** What was found: a sentence, how far it can be trusted, and the figures by queue and half-hour. */
import { Segmented, Select } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { DayChoices, Replay, ReplayResult } from '@/api/simulation';
import { timeOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { said } from './draft';
import { differenceOf, FIGURES, offBy, ranged, sentence, shown, type Figure } from './figures';
import { HalfHourTable } from './HalfHourTable';
import { simulationWords } from './words';

/** Its charts weigh much, and the page is brought to everybody in a quiet moment. */
const HalfHourChart = lazy(async () => ({ default: (await import('./HalfHourChart')).HalfHourChart }));

const CHARTS: Figure[] = ['service_level', 'mean_wait_seconds', 'abandoned', 'occupancy'];
const HALF_HOUR = 1_800_000;

function Totals({ result, queue }: { result: ReplayResult; queue: string }) {
  const t = useTexts(simulationWords);
  const rows = result.queues[queue];
  if (!rows) return null;
  return (
    <table className="what-if-table">
      <caption>{t('meetsText', { n: result.repeats })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('figure')}</th>
          <th scope="col">{t('real')}</th>
          <th scope="col">{t('same')}</th>
          <th scope="col">{t('off')}</th>
          <th scope="col">{t('changed')}</th>
          <th scope="col">{t('difference')}</th>
        </tr>
      </thead>
      <tbody>
        {FIGURES.map((figure) => (
          <tr key={figure}>
            <th scope="row">{t(figure)}</th>
            <td className="num">{shown(figure, rows.real.total[figure], t)}</td>
            <td className="num">{shown(figure, rows.same.total[figure]?.mean, t)}</td>
            <td className="num quiet">{differenceOf(figure, offBy(rows, figure), t)}</td>
            <td className="num">{shown(figure, rows.changed.total[figure]?.mean, t)}</td>
            <td className="num">{ranged(figure, rows.difference.total[figure], t)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Notes({ result }: { result: ReplayResult }) {
  const t = useTexts(simulationWords);
  const { configurations, lendings, closings } = result;
  const numbers = configurations.map((number) => t('configuration', { n: number })).join(t('comma'));
  return (
    <ul className="what-if-notes">
      <li>{t('range')}</li>
      <li>{configurations.length ? t('rulesNote', { numbers }) : t('rulesUnknown')}</li>
      {result.guessed.length ? <li>{t('guessed', { n: result.guessed.length })}</li> : null}
      {result.left_out ? <li>{t('leftOut', { n: result.left_out })}</li> : null}
      {result.absent ? <li>{t('absent', { n: result.absent })}</li> : null}
      {lendings || closings ? <li>{t('doings', { lendings, closings })}</li> : null}
      {result.never_served ? <li>{t('neverServed')}</li> : null}
    </ul>
  );
}

interface ResultProps {
  replay: Replay;
  result: ReplayResult;
  day: DayChoices | undefined;
}

export function Result({ replay, result, day }: ResultProps) {
  const t = useTexts(simulationWords);
  const locale = useLocale();
  const [queue, setQueue] = useState('');
  const [figure, setFigure] = useState<Figure>('service_level');
  const begins = day?.begins_at;
  const times = useMemo(
    () =>
      result.half_hours.map((nth) =>
        begins ? timeOf(new Date(Date.parse(begins) + nth * HALF_HOUR)).slice(0, 5) : String(nth),
      ),
    [result, begins],
  );
  const nameOf = (id: string): string =>
    id ? nameIn(day?.queues.find((one) => one.id === id)?.name, locale) || id : t('allQueues');
  const rows = result.queues[queue];
  const whole = result.queues[''];
  const changes = said(replay.changes, day, t, locale) || t('ifNone');
  return (
    <>
      <section className="panel what-if-said" aria-live="polite">
        <h2>{replay.day}</h2>
        {whole ? <p className="what-if-sentence">{sentence(whole, changes, t)}</p> : null}
        <Notes result={result} />
      </section>
      <section className="panel">
        <div className="panel-head">
          <h2>{t('byHalfHour')}</h2>
          <span className="push what-if-picks">
            <Segmented
              aria-label={t('show')}
              value={figure}
              options={CHARTS.map((value) => ({ value, label: t(value) }))}
              onChange={setFigure}
            />
            <Select
              aria-label={t('queue')}
              value={queue}
              options={Object.keys(result.queues).map((value) => ({ value, label: nameOf(value) }))}
              onChange={setQueue}
              popupMatchSelectWidth={false}
            />
          </span>
        </div>
        {rows ? (
          <Suspense fallback={<div className="what-if-chart" />}>
            <HalfHourChart queue={rows} figure={figure} times={times} />
          </Suspense>
        ) : null}
        {rows ? <HalfHourTable queue={rows} figure={figure} times={times} /> : null}
      </section>
      <section className="panel">
        <div className="panel-head">
          <h2>
            {t('meets')} · {nameOf(queue)}
          </h2>
        </div>
        <Totals result={result} queue={queue} />
      </section>
    </>
  );
}
