/** A tile an agent, filtered by queue, by state, or by what is wrong. */
import { TeamOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useState } from 'react';
import type { Board } from '@/api/live';
import type { AgentState } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty } from '@/shared/ui/Empty';
import { useReasonName } from '@/shared/ui/names';
import { STATES, stateWords } from '@/shared/ui/StateMark';
import { agentsOf, callOfAgent, countStates, inOrder, phoneTrouble } from '@/shared/board/figures';
import { byTeam, useTeams, type TeamOfAgents } from '@/shared/board/teams';
import { may, useSession } from '@/shared/session/session';
import { listBehind } from './links';
import { useMovedWords } from './moved';
import { Tiles } from './Tiles';
import { boardWords } from './words';

interface TeamChoiceProps {
  teams: TeamOfAgents[];
  team: string | null;
  onChange: (team: string | null) => void;
}

function TeamChoice({ teams, team, onChange }: TeamChoiceProps) {
  const t = useTexts(boardWords);
  const locale = useLocale();
  if (!teams.length) return null;
  return (
    <Select
      allowClear
      size="small"
      className="agents-team"
      aria-label={t('team')}
      placeholder={t('everyTeam')}
      value={team}
      options={teams.map(({ id, name }) => ({ value: id, label: nameIn(name, locale) }))}
      onChange={(wish: string | null) => onChange(wish ?? null)}
    />
  );
}

export function AgentTiles({ board, queue }: { board: Board; queue: string | null }) {
  const t = useTexts(boardWords);
  const states = useTexts(stateWords);
  const reasonName = useReasonName();
  const movedWords = useMovedWords(board);
  const session = useSession();
  const leads = may(session, 'calls.supervise');
  const [only, setOnly] = useState<AgentState | 'trouble' | 'help' | null>(null);
  const [team, setTeam] = useState<string | null>(null);
  const teams = useTeams();
  const everyone = byTeam(inOrder(agentsOf(board, queue)), teams, { team, me: session.agent?.id });
  const counts = countStates(everyone);
  const troubled = everyone.filter((agent) => phoneTrouble(board, agent) !== null);
  const asking = everyone.filter((agent) => callOfAgent(board, agent)?.help);
  const some = { trouble: troubled, help: asking };
  const chosen =
    only === 'trouble' || only === 'help'
      ? some[only]
      : everyone.filter((agent) => !only || agent.state === only);
  const shown = [
    ...chosen.filter((agent) => asking.includes(agent)),
    ...chosen.filter((agent) => !asking.includes(agent)),
  ];
  return (
    <section className="panel agents">
      <div className="panel-head">
        <h2>
          {t('agents')} <span className="quiet num">{everyone.length}</span>
        </h2>
        <TeamChoice teams={teams} team={team} onChange={setTeam} />
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
          {asking.length || only === 'help' ? (
            <button
              type="button"
              className="bare pill bad"
              aria-pressed={only === 'help'}
              onClick={() => setOnly(only === 'help' ? null : 'help')}
            >
              {t('onlyHelp')} <strong className="num">{asking.length}</strong>
            </button>
          ) : null}
          {troubled.length || only === 'trouble' ? (
            <button
              type="button"
              className="bare pill bad"
              aria-pressed={only === 'trouble'}
              onClick={() => setOnly(only === 'trouble' ? null : 'trouble')}
            >
              {t('onlyTrouble')} <strong className="num">{troubled.length}</strong>
            </button>
          ) : null}
        </div>
      </div>
      {everyone.length ? null : (
        <Empty icon={<TeamOutlined />} title={t('noAgents')}>
          {t('noAgentsText')}
        </Empty>
      )}
      {everyone.length && !shown.length ? <p className="agents-none quiet">{t('noneInState')}</p> : null}
      <Tiles
        tiles={shown.map((agent) => ({
          agent,
          reason: agent.state === 'paused' ? reasonName(agent.reason) : '',
          to: listBehind(board, { agent: agent.id }),
          trouble: phoneTrouble(board, agent),
          moved: movedWords(agent),
          call: callOfAgent(board, agent),
          leads: leads && agent.id !== session.agent?.id,
        }))}
      />
    </section>
  );
}
