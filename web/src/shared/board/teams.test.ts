// @vitest-environment node
import { expect, it } from 'vitest';
import { byTeam, type TeamOfAgents } from './teams';

const teams: TeamOfAgents[] = [
  { id: 'hotel', name: { zh: '酒店组', en: 'Hotel' }, leader: 'a3', agents: ['a1', 'a3'] },
  { id: 'support', name: { zh: '客服组', en: 'Support' }, leader: null, agents: ['a2'] },
];
const agents = [{ id: 'a2' }, { id: 'a1' }, { id: 'a4' }, { id: 'a3' }];
const ids = (team: string | null, me?: string): string[] =>
  byTeam(agents, teams, { team, me }).map(({ id }) => id);

it('shows those of the chosen team only', () => {
  expect(ids('hotel', 'a3')).toEqual(['a1', 'a3']);
  expect(ids('support', 'a3')).toEqual(['a2']);
});

it('shows leaders their own team first, in the order it was in', () => {
  expect(ids(null, 'a3')).toEqual(['a1', 'a3', 'a2', 'a4']);
});

it('leaves the order to everybody else, and to a team that is no more', () => {
  expect(ids(null, 'a1')).toEqual(['a2', 'a1', 'a4', 'a3']);
  expect(ids(null)).toEqual(['a2', 'a1', 'a4', 'a3']);
  expect(ids('gone')).toEqual(['a2', 'a1', 'a4', 'a3']);
});
