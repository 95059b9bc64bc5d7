/** People with their teams, languages, skills and queues: seen, drafted, put in force, put back. */
import { client, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type People = Schemas['People'];
export type PersonShown = Schemas['PersonShown'];
export type Abilities = Schemas['Abilities'];
export type TeamKept = Schemas['TeamKept'];
export type TeamDrafted = Schemas['TeamDrafted'];
export type Account = Schemas['AccountShown'];
export type AccountAsked = Omit<Schemas['AccountAsked'], 'name'> & { name: { zh: string; en: string } };
export type AccountMade = Schemas['AccountMade'];
export type Move = Schemas['MoveShown'];
export type MoveAsked = Schemas['MoveAsked'];
export type QueueAlone = Schemas['QueueAlone'];
/** What is about to be done: let agents go, or take them out of a queue, or publish the drafts of people. */
/** Agents who go, who are taken out of a queue, or (`until`) are lent to it; drafts, or an earlier configuration. */
export type AloneAsked =
  | { agents: string[]; queue?: string; until?: string }
  | { drafts: true; kinds: string[] }
  | { back_to: number; kinds: string[] };

export interface Changes {
  agents?: Record<string, Abilities>;
  /** null: the team is taken away. */
  teams?: Record<string, TeamDrafted | null>;
}

export const PEOPLE_KINDS = ['team', 'agent'];

export const listTeams = () => told(client.GET('/api/teams'));
export const listPeople = () => told(client.GET('/api/people'));
/** `from`: what the changes were made from; refused when somebody else changed one of these meanwhile. */
export const draftPeople = ({ agents = {}, teams = {} }: Changes, from: People | undefined) => {
  const marks = new Map<string, string>([
    ...(from?.people ?? []).map(({ agent, mark }) => [`agent ${agent.number}`, mark] as const),
    ...(from?.teams ?? []).map(({ key, mark }) => [`team ${key}`, mark] as const),
  ]);
  const of = (kind: string, keys: string[]): Record<string, string> =>
    Object.fromEntries(
      keys.flatMap((key) => {
        const mark = marks.get(`${kind} ${key}`) ?? from?.nothing;
        return mark ? [[key, mark]] : [];
      }),
    );
  const agents_from = of('agent', Object.keys(agents));
  const teams_from = of('team', Object.keys(teams));
  return told(
    client.PUT('/api/people/drafts', { body: { agents, teams, agents_from, teams_from, note: '' } }),
  );
};
export const discardPeopleDrafts = () => told(client.DELETE('/api/people/drafts'));
export const publishPeople = () =>
  told(client.POST('/api/config/publish', { body: { kinds: PEOPLE_KINDS, note: '' } }));
export const lastPeoplePublished = () =>
  told(client.GET('/api/config-history', { params: { query: { kind: PEOPLE_KINDS, limit: 1 } } }));
/** Undo a publication, unless there is a newer one. */
export const undoPeople = (seen: number) =>
  told(
    client.POST('/api/config-history/roll-back', {
      body: { to: seen - 1, kinds: PEOPLE_KINDS, note: '', seen },
    }),
  );

/** Which queues that would leave without anybody who can take their calls; nothing happens. */
export const leftAlone = (asked: AloneAsked) =>
  told(client.POST('/api/people/left-alone', { body: { agents: [], queue: null, drafts: false, ...asked } }));

export const listMoves = () => told(client.GET('/api/people/moves'));
export const moveAgents = (body: MoveAsked) => told(client.POST('/api/people/moves', { body }));
export const endMove = (agent: string, queue: string) =>
  told(client.DELETE('/api/people/moves/{agent}/{queue}', { params: { path: { agent, queue } } }));

const of = (agent: string) => ({ params: { path: { agent } } });
export const listAccounts = () => told(client.GET('/api/people/accounts'));
export const createAccount = (body: AccountAsked) => told(client.POST('/api/people/accounts', { body }));
export const renewPassword = (agent: string) =>
  told(client.POST('/api/people/accounts/{agent}/password', of(agent)));
export const deactivateAccount = (agent: string) =>
  told(client.POST('/api/people/accounts/{agent}/deactivate', of(agent)));
export const reactivateAccount = (agent: string) =>
  told(client.POST('/api/people/accounts/{agent}/reactivate', of(agent)));
