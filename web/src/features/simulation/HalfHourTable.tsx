/** What the chart draws, as a table: for screen readers, and for whoever wants the numbers. */
import type { QueueCompared } from '@/api/simulation';
import { useTexts } from '@/shared/i18n/texts';
import { ranged, shown, type Figure } from './figures';
import { simulationWords } from './words';

export function HalfHourTable(props: { queue: QueueCompared; figure: Figure; times: string[] }) {
  const { queue, figure, times } = props;
  const t = useTexts(simulationWords);
  return (
    <details className="what-if-details">
      <summary>{t('asTable')}</summary>
      <table className="what-if-table">
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            <th scope="col">{t('offered')}</th>
            <th scope="col">{t('real')}</th>
            <th scope="col">{t('same')}</th>
            <th scope="col">{t('changed')}</th>
            <th scope="col">{t('difference')}</th>
          </tr>
        </thead>
        <tbody>
          {times.map((time, nth) => (
            <tr key={time}>
              <th scope="row" className="num">
                {time}
              </th>
              <td className="num">{queue.real.by.offered?.[nth] ?? 0}</td>
              <td className="num">{shown(figure, queue.real.by[figure]?.[nth], t)}</td>
              <td className="num">{shown(figure, queue.same.by[figure]?.[nth]?.mean, t)}</td>
              <td className="num">{shown(figure, queue.changed.by[figure]?.[nth]?.mean, t)}</td>
              <td className="num">{ranged(figure, queue.difference.by[figure]?.[nth], t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
