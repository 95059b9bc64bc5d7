/** A tile an agent: state, time in it, what they did today. Filtered by queue and by state. */
import { TeamOutlined } from '@ant-design/icons';
import { memo, useState } from 'react';
import { Link } from 'react-router';
import type { Board } from '@/api/live';
import type { AgentState } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Elapsed } from '@/shared/ui/Elapsed';
import { Empty } from '@/shared/ui/Empty';
import { useReasonName } from '@/shared/ui/names';
import { StateMark, STATES, stateWords } from '@/shared/ui/StateMark';
import { agentsOf, countByState, inOrder, type Seated } from './figures';
import { listBehind } from './links';
import { boardWords } from './words';

interface TileProps {
  agent: Seated;
  reason: string;
  to: string;
  phoneOff: boolean;
}

const Tile = memo(function Tile({ agent, reason, to, phoneOff }: TileProps) {
  const t = useTexts(boardWords);
  const locale = useLocale();
  return (
    <li className={`tile is-${agent.state}`}>
      <Link to={to}>
        <span className="tile-line">
          <span className="tile-name">
            <strong>{nameIn(agent.name, locale)}</strong>
            <span className="quiet num">{agent.number}</span>
          </span>
          <span className="tile-time">
            {agent.state === 'signed_out' ? '' : <Elapsed since={agent.since} />}
          </span>
        </span>
        <span className="tile-line">
          <StateMark state={agent.state} reason={reason} />
          <span
            className={phoneOff ? 'tile-day tile-off' : 'tile-day'}
            title={phoneOff ? t('phoneOffHelp') : undefined}
          >
            {phoneOff ? t('phoneOff') : t('answeredN', { n: agent.answered })}
          </span>
        </span>
      </Link>
    </li>
  );
});

export function AgentTiles({ board, queue }: { board: Board; queue: string | null }) {
  const t = useTexts(boardWords);
  const states = useTexts(stateWords);
  const reasonName = useReasonName();
  const [only, setOnly] = useState<AgentState | null>(null);
  const counts = countByState(board, queue);
  const everyone = agentsOf(board, queue);
  const shown = inOrder(everyone.filter((agent) => only === null || agent.state === only));
  return (
    <section className="panel agents">
      <div className="panel-head">
        <h2>
          {t('agents')} <span className="quiet num">{everyone.length}</span>
        </h2>
        <div className="agents-states" role="group" aria-label={t('agents')}>
          {STATES.map((state) => (
            <button
              key={state}
              type="button"
              className={`bare pill state is-${state}`}
              aria-pressed={only === state}
              onClick={() => setOnly(only === state ? null : state)}
            >
              {states(state)} <strong className="num">{counts[state]}</strong>
            </button>
          ))}
        </div>
      </div>
      {everyone.length ? null : (
        <Empty icon={<TeamOutlined />} title={t('noAgents')}>
          {t('noAgentsText')}
        </Empty>
      )}
      {everyone.length && !shown.length ? <p className="agents-none quiet">{t('noneInState')}</p> : null}
      <ul className="tiles">
        {shown.map((agent) => (
          <Tile
            key={agent.id}
            agent={agent}
            reason={agent.state === 'paused' ? reasonName(agent.reason) : ''}
            to={listBehind(board, { agent: agent.id })}
            phoneOff={agent.state !== 'signed_out' && !board.phones[agent.extension]}
          />
        ))}
      </ul>
    </section>
  );
}
