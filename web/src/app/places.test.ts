// @vitest-environment node
import { expect, it } from 'vitest';
import type { Session } from '@/api/types';
import { homeOf, PLACES } from './places';

/** What each role may do, as the server says it. */
const desk = [
  ...['board.see', 'agent.work', 'interactions.own', 'recordings.own', 'customers.see'],
  'scripts.see',
];
const leading = [...desk, 'figures.see', 'interactions.all', 'recordings.all', 'config.see', 'help.answer'];
const MAY: Record<string, string[]> = {
  agent: desk,
  operator: desk,
  team_leader: leading,
  inspector: ['board.see', 'figures.see', 'interactions.all', 'recordings.all', 'customers.see'],
  planner: ['board.see', 'figures.see', 'config.see'],
  trainer: ['board.see', 'figures.see', 'interactions.all', 'recordings.all', 'scripts.see', 'scripts.write'],
  manager: ['board.see', 'figures.see', 'interactions.all', 'recordings.all', 'customers.see', 'config.see'],
  administrator: [...leading, 'config.change'],
  auditor: ['interactions.all', 'config.see'],
};

const session = (roles: string[], seat = true): Session =>
  ({
    user: { roles },
    agent: seat ? { id: 'a1' } : null,
    permissions: roles.flatMap((role) => MAY[role] ?? []),
  }) as unknown as Session;

it.each([
  ['agent', '/desk'],
  ['operator', '/desk'],
  ['team_leader', '/board'],
  ['inspector', '/recordings'],
  ['planner', '/board'],
  ['trainer', '/scripts'],
  ['manager', '/board'],
  ['administrator', '/settings'],
  ['auditor', '/interactions'],
])('%s starts at %s', (role, home) => expect(homeOf(session([role]))).toBe(home));

it('lets the first of several roles decide', () => {
  expect(homeOf(session(['administrator', 'agent']))).toBe('/desk');
  expect(homeOf(session(['agent', 'team_leader', 'administrator']))).toBe('/board');
});

it('sends an agent without a seat where there is something to see, and nobody where they may not go', () => {
  expect(homeOf(session(['agent'], false))).toBe('/board');
  for (const role of Object.keys(MAY)) {
    const open = PLACES.filter((place) => place.open(session([role]))).map((place) => place.path);
    expect(open).toContain(homeOf(session([role])));
  }
});
