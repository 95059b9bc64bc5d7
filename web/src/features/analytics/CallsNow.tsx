/** Every call in the house, by how long it has been where it is. */
import { PhoneOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import type { Board, BoardCall } from '@/api/live';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Elapsed } from '@/shared/ui/Elapsed';
import { Empty } from '@/shared/ui/Empty';
import { boardWords } from './words';

const STAGES = {
  menu: { word: 'stageMenu', look: '' },
  queue: { word: 'stageQueue', look: 'wait' },
  dialling: { word: 'stageDialling', look: 'wait' },
  ringing: { word: 'stageRinging', look: 'wait' },
  talk: { word: 'stageTalk', look: 'live' },
  hold: { word: 'stageHold', look: '' },
  consult: { word: 'stageConsult', look: 'live' },
  conference: { word: 'stageConference', look: 'live' },
  transfer: { word: 'stageTransfer', look: 'wait' },
} as const;
const ORDER = {
  queue: 0,
  ringing: 1,
  transfer: 2,
  talk: 3,
  consult: 4,
  conference: 5,
  hold: 6,
  menu: 7,
  dialling: 8,
};
const MOST = 200;

function where(board: Board, call: BoardCall, name: (id: string) => string): string {
  const queue = call.queue ? name(call.queue) : '';
  const asked = call.rung ?? (call.agent ? [call.agent] : []);
  const numbers = asked.flatMap((id) => board.agents[id]?.number ?? []);
  return [queue, numbers.join(' · ')].filter(Boolean).join(' → ');
}

export function CallsNow({ board, queue }: { board: Board; queue: string | null }) {
  const t = useTexts(boardWords);
  const locale = useLocale();
  const calls = Object.entries(board.calls)
    .filter(([, call]) => queue === null || call.queue === queue)
    .sort(([, a], [, b]) => ORDER[a.stage] - ORDER[b.stage] || a.since - b.since);
  return (
    <section className="panel calls-now">
      <div className="panel-head">
        <h2>
          {t('callsNow')} <span className="quiet num">{calls.length}</span>
        </h2>
      </div>
      {calls.length ? (
        <ul>
          {calls.slice(0, MOST).map(([id, call]) => (
            <li key={id}>
              <Link to={`/interactions/${id}`}>
                <span className={`pill ${STAGES[call.stage].look}`}>{t(STAGES[call.stage].word)}</span>
                <span className="calls-now-where">
                  {where(board, call, (one) => nameIn(board.queues[one]?.name, locale))}
                </span>
                <Elapsed since={call.since} />
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <Empty icon={<PhoneOutlined />} title={t('noCalls')}>
          {t('noCallsText')}
        </Empty>
      )}
    </section>
  );
}
