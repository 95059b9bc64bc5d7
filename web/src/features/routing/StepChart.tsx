/** What became of those who entered each step: a bar a step, with its figures beside it. */
import type { StepWorth } from '@/api/routing';
import { useTexts } from '@/shared/i18n/texts';
import { nowWords } from './now-words';

const PARTS = ['joined', 'expired', 'left', 'overflowed'] as const;

/** `planned`: how many steps the plan has; after them anyone may take it. */
export function StepChart({ steps, planned }: { steps: StepWorth[]; planned: number }) {
  const t = useTexts(nowWords);
  const widest = Math.max(1, ...steps.map(({ entered }) => entered));
  const called = (step: number): string => {
    if (step < 0) return t('stepPreferred');
    return step >= planned ? t('anyone') : t('stepN', { n: step + 1 });
  };
  return (
    <table className="route-worth">
      <thead>
        <tr>
          <th scope="col">
            <span className="only-heard">{t('worth')}</span>
          </th>
          <th scope="col" aria-hidden />
          <th scope="col">{t('entered')}</th>
          {PARTS.map((part) => (
            <th scope="col" key={part}>
              <i className={`route-key is-${part}`} aria-hidden />
              {t(part)}
            </th>
          ))}
          <th scope="col">{t('meanWait')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((row) => (
          <tr key={row.step}>
            <th scope="row">{called(row.step)}</th>
            <td className="route-bar" aria-hidden>
              <span style={{ width: `${(row.entered / widest) * 100}%` }}>
                {PARTS.map((part) => (
                  <i key={part} className={`is-${part}`} style={{ flexGrow: row[part] }} />
                ))}
              </span>
            </td>
            <td className="num">{row.entered}</td>
            {PARTS.map((part) => (
              <td key={part} className="num">
                {row[part]}
              </td>
            ))}
            <td className="num">
              {row.wait_seconds === null ? '–' : t('seconds', { n: Math.round(row.wait_seconds) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
