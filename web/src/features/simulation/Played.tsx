/** The latest ones, to look at again; the one that runs with how far it is. */
import { Button, Progress } from 'antd';
import type { DayChoices, ReplayBrief } from '@/api/simulation';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { said } from './draft';
import { simulationWords } from './words';

const LOOKS = { waiting: 'wait', running: 'wait', done: 'good', cancelled: '', failed: 'bad' } as const;
const UNFINISHED = ['waiting', 'running'];
export const goesOn = (replay: { state: string } | undefined): boolean =>
  replay !== undefined && UNFINISHED.includes(replay.state);

export function Running({ replay, cancel }: { replay: ReplayBrief; cancel: () => void }) {
  const t = useTexts(simulationWords);
  const words =
    replay.state === 'running' ? t('running', { done: replay.done, of: replay.repeats }) : t('waiting');
  return (
    <div className="what-if-running" role="status">
      <span>{words}</span>
      <Progress
        percent={Math.round((100 * replay.done) / replay.repeats)}
        showInfo={false}
        aria-label={words}
      />
      <Button size="small" onClick={cancel}>
        {t('cancel')}
      </Button>
    </div>
  );
}

interface PlayedProps {
  items: ReplayBrief[];
  day: DayChoices | undefined;
  chosen: string;
  choose: (id: string) => void;
}

export function Played({ items, day, chosen, choose }: PlayedProps) {
  const t = useTexts(simulationWords);
  const locale = useLocale();
  return (
    <nav className="panel what-if-played" aria-label={t('earlier')}>
      <div className="panel-head">
        <h2>{t('earlier')}</h2>
      </div>
      <ul>
        {items.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className="bare"
              aria-current={one.id === chosen}
              onClick={() => choose(one.id)}
            >
              <span className="num">{one.day}</span>
              <span className={`pill ${LOOKS[one.state]}`}>
                {one.state === 'running' ? t('running', { done: one.done, of: one.repeats }) : t(one.state)}
              </span>
              <span className="what-if-what">{said(one.changes, day, t, locale) || t('asItWas')}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
