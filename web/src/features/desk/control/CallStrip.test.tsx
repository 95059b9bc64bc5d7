import { screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { CallShown, PartyShown } from '@/api/control';
import type { Me } from '@/api/types';
import { draw, pretendServer } from '../../../../test/page';
import { CallStrip } from './CallStrip';

afterEach(() => vi.unstubAllGlobals());

const party = (role: PartyShown['role'], agent: string | null, circle: PartyShown['circle']): PartyShown => ({
  party: role,
  role,
  kind: agent ? 'agent' : 'outside',
  agent: agent ? { id: agent, number: '', extension: '', name: { zh: agent, en: agent } } : null,
  number: '',
  number_masked: false,
  state: 'up',
  circle,
  muted: false,
  since: null,
});
const customer = party('customer', null, 'main');
const mine = party('agent', 'me', 'main');
const me = { agent: { id: 'me' }, interaction: null } as unknown as Me;

function show(parties: PartyShown[], may: string[], who: Me = me): void {
  pretendServer(() => ({ status: 200, body: { items: [] } }));
  const call: CallShown = {
    interaction: 'i1',
    stage: 'talk',
    since: '2026-11-22T00:00:00.000Z',
    queue: null,
    agent: 'me',
    locked: false,
    limit: 16,
    parties,
    outcome: {
      verb: 'consult',
      to: { kind: 'extension', id: '8002' },
      end: 'answered',
      by: 'me',
      at: new Date().toISOString(),
    },
    recording: { state: 'on', since: null, until: null, on_demand: false, consent: null },
    urgent: null,
    parked: null,
    may,
  };
  draw(<CallStrip call={call} me={who} />);
}

it('names the end of a consultation also while one is back with the customer', () => {
  show([customer, mine, party('consulted', 'zhao', 'aside')], ['alternate', 'cancel']);
  expect(screen.getByText('8002 已接听')).toBeTruthy();
  screen.getByRole('button', { name: '结束咨询' });
});

it('names a room that I have called by its number: the name on record is mine', async () => {
  const interaction = { direction: 'internal', caller: '8001', caller_name: '林小满', customer: null };
  const called = { ...me, interaction } as unknown as Me;
  const room = { ...customer, number: '8201' };
  show([room, mine, party('consulted', 'zhao', 'aside')], [], called);
  expect(await screen.findByText('8201')).toBeTruthy();
  expect(screen.queryByText('林小满')).toBeNull();
});

it('names who has called from a telephone of the house as it says', async () => {
  const interaction = { direction: 'internal', caller: '8201', caller_name: '8201 房', customer: null };
  const called = { ...me, interaction } as unknown as Me;
  show([{ ...customer, number: '8201' }, mine, party('consulted', 'zhao', 'aside')], [], called);
  expect(await screen.findByText('8201 房')).toBeTruthy();
});

it('says no more that somebody has answered who is gone', () => {
  show([customer, mine], []);
  expect(screen.queryByText(/已接听/)).toBeNull();
});

it('offers a leader who has barged in the ways back, and to hang up by the bar alone', () => {
  const zhao = { ...mine, agent: { id: 'zhao', number: '', extension: '', name: { zh: '赵', en: 'Zhao' } } };
  show([customer, zhao, party('joined', 'me', 'main')], ['leave', 'listen', 'whisper', 'take_over']);
  expect(screen.getByRole('button', { name: '强插' }).getAttribute('aria-pressed')).toBe('true');
  for (const name of ['监听', '密语', '接管']) screen.getByRole('button', { name });
  expect(screen.queryByRole('button', { name: '离开' })).toBeNull();
});

it('offers nobody else in a conference the ways of those who lead', () => {
  show([customer, mine, party('joined', 'zhao', 'main')], ['drop', 'mute']);
  expect(screen.queryByRole('button', { name: '监听' })).toBeNull();
});
