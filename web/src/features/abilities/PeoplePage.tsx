/** Who can do what: teams, languages, skills and queues of everybody, changed as drafts and then published. */
import { TeamOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import { useRef, useState } from 'react';
import type { Abilities, Changes, People } from '@/api/people';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Empty, Failed } from '@/shared/ui/Empty';
import { useFilters } from '@/shared/ui/filters';
import { Refused } from '@/shared/ui/Refused';
import {
  chosen,
  KINDS,
  languageIn,
  languagesIn,
  ledBy,
  nowOf,
  teamNow,
  withLevel,
  type Kind,
} from './levels';
import { AccountsPanel } from './accounts/AccountsPanel';
import { FilterBar, SelectedBar, type TeamChoice } from './Bars';
import { Matrix, type Column } from './Matrix';
import { MovePanel } from './moves/MovePanel';
import { MovesBar } from './moves/MovesBar';
import { TeamsPanel } from './TeamsPanel';
import { useDraftPeople, usePeople } from './use-people';
import { WaitingBar } from './WaitingBar';
import { abilityWords } from './words';
import './abilities.css';

type Beside = 'teams' | 'accounts' | 'move';
const FILTERS = ['show', 'team', 'search'] as const;

function columnsOf(
  people: People,
  kind: Kind,
  added: readonly string[],
  locale: 'zh-CN' | 'en-US',
): Column[] {
  if (kind === 'languages')
    return languagesIn(people, added).map((tag) => ({ key: tag, name: languageIn(tag, locale) }));
  return people[kind].map(({ id, name }) => ({ key: id, name: nameIn(name, locale) || id }));
}

/** Changes of one agent, or of all who are selected with them; each can be taken back. */
function useEdit(people: People, selected: ReadonlySet<string>) {
  const drafting = useDraftPeople();
  const before = useRef<Record<string, Abilities>[]>([]);
  const edit = (numbers: readonly string[], change: (abilities: Abilities) => Abilities): void => {
    const those = people.people.filter(({ agent }) => numbers.includes(agent.number));
    const map = (pick: (abilities: Abilities) => Abilities): Record<string, Abilities> =>
      Object.fromEntries(those.map((one) => [one.agent.number, pick(nowOf(one))]));
    before.current.push(map((abilities) => abilities));
    drafting.mutate({ agents: map(change) });
  };
  return {
    drafting,
    edit,
    of: (number: string): readonly string[] => (selected.has(number) ? [...selected] : [number]),
    undo: (): void => {
      const agents = before.current.pop();
      if (agents) drafting.mutate({ agents });
    },
  };
}

/** The teams as they will be; the own one is told apart. */
function useTeamChoices(people: People, own: string | null): TeamChoice[] {
  const t = useTexts(abilityWords);
  const locale = useLocale();
  return people.teams.flatMap((team) => {
    const now = teamNow(team);
    const name = nameIn(now?.name, locale);
    return now ? [{ value: team.key, label: team.key === own ? t('ownTeam', { team: name }) : name }] : [];
  });
}

interface SideProps {
  beside: Beside;
  people: People;
  selected: ReadonlySet<string>;
  onTeams: (teams: NonNullable<Changes['teams']>) => void;
  onClose: () => void;
}

/** What stands beside the matrix. */
function Side({ beside, people, selected, onTeams, onClose }: SideProps) {
  if (beside === 'accounts') return <AccountsPanel onClose={onClose} />;
  if (beside === 'teams') return <TeamsPanel people={people} onChange={onTeams} onClose={onClose} />;
  const those = people.people.filter(({ agent }) => selected.has(agent.number));
  return those.length ? <MovePanel people={people} those={those} onClose={onClose} /> : null;
}

function Room({ people }: { people: People }) {
  const t = useTexts(abilityWords);
  const locale = useLocale();
  const session = useSession();
  const mayChange = may(session, 'abilities.change');
  const [filters, change] = useFilters(FILTERS);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [added, setAdded] = useState<string[]>([]);
  const [beside, setBeside] = useState<Beside | null>(null);
  const { drafting, edit, of, undo } = useEdit(people, selected);
  const kind = KINDS.find((one) => one === filters.show) ?? 'skills';
  const own = ledBy(people, session.agent?.number);
  const columns = columnsOf(people, kind, added, locale);
  const rows = chosen(people, { team: filters.team ?? null, search: filters.search ?? '', own });
  const teams = useTeamChoices(people, own);
  const select = (numbers: string[], on: boolean): void => {
    const rest = [...selected].filter((number) => !numbers.includes(number));
    setSelected(new Set(on ? [...rest, ...numbers] : rest));
  };
  const toTeam = (numbers: readonly string[], team: string): void =>
    edit(numbers, (abilities) => ({ ...abilities, team }));
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
        {mayChange ? <WaitingBar people={people} /> : null}
      </div>
      <FilterBar
        {...{ kind, teams, mayChange, team: filters.team, search: filters.search }}
        shown={columns.map(({ key }) => key)}
        onChange={change}
        onAdd={(tag) => setAdded([...added, tag])}
        onManage={() => setBeside('teams')}
        onAccounts={may(session, 'people.change') ? () => setBeside('accounts') : undefined}
      />
      <Refused failure={drafting.error} />
      {mayChange ? (
        <SelectedBar
          {...{ kind, teams, selected: selected.size }}
          onTeam={(team) => toTeam([...selected], team)}
          onNone={() => setSelected(new Set())}
          onMove={() => setBeside('move')}
        />
      ) : null}
      <MovesBar people={people} mayChange={mayChange} />
      <section className="panel">
        {columns.length ? null : (
          <Empty icon={<TeamOutlined />} title={t('noColumns', { what: t(kind) })}>
            {t('noColumnsText')}
          </Empty>
        )}
        {rows.length ? (
          <Matrix
            {...{ people, rows, kind, columns, selected, mayChange }}
            onSelect={select}
            onLevel={(number, key, level) => edit(of(number), (one) => withLevel(one, kind, key, level))}
            onTeam={(number, team) => toTeam(of(number), team)}
            onWrapUp={(number, wrap_up) => edit(of(number), (one) => ({ ...one, wrap_up }))}
            onUndo={undo}
          />
        ) : (
          <Empty icon={<TeamOutlined />} title={t('nobody')}>
            {t('nobodyText')}
          </Empty>
        )}
      </section>
      {beside ? (
        <Side
          {...{ beside, people, selected }}
          onTeams={(teams) => drafting.mutate({ teams })}
          onClose={() => setBeside(null)}
        />
      ) : null}
    </>
  );
}

export function PeoplePage() {
  const t = useTexts(abilityWords);
  const asked = usePeople();
  return (
    <div className="page people">
      {asked.data ? null : <h1>{t('title')}</h1>}
      {asked.data ? <Room people={asked.data} /> : null}
      {asked.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {asked.isError && !asked.data ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : null}
    </div>
  );
}
