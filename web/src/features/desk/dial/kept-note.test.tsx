import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Me } from '@/api/types';
import { draw, pretendServer, problem, type Heard } from '../../../../test/page';
import { draftOf, EMPTY } from '../draft';
import { usePop } from '../pop';
import { Preparation } from './Preparation';
import { useNoteTakenUp } from './use-dial';

const to = { kind: 'number' as const, id: '13800138000' };
const other = { ...to, id: '13900139000' };
const card = {
  to: { ...to, place: 0 },
  number: '+8613800138000',
  numbers: [],
  place: 0,
  shown: '02155550000',
  refusal: null,
  colleague: null,
  queue: null,
  known: null,
};
let drafts: Record<string, string>;
let calledBack: object | null;
let dialled: { status: number; body?: unknown };
let heard: Heard[];
let agent = 0;

beforeEach(() => {
  localStorage.clear();
  agent += 1;
  drafts = {};
  calledBack = null;
  dialled = { status: 202, body: { interaction: `call${agent}`, note_kept: true } };
  heard = pretendServer(({ method, path, body }) => {
    if (path === '/api/desk/preparation') return { status: 200, body: card };
    if (path === '/api/calls') return dialled;
    if (path === `/api/desk/pop/call${agent}`)
      return { status: 200, body: { interaction: `call${agent}`, called_back: calledBack } };
    if (!path.startsWith('/api/desk/drafts/')) return { status: 503, body: { key: 'web.away' } };
    const call = path.split('/').at(-1) ?? '';
    if (method === 'PUT') drafts[call] = (body as { note: string }).note;
    const written = { ...EMPTY, note: drafts[call] ?? '', revision: drafts[call] ? 1 : 0 };
    return { status: 200, body: { ...written, interaction: call, at: null } };
  });
});
afterEach(() => vi.unstubAllGlobals());

const me = (): string => `a${agent}`;
const call = (): string => `call${agent}`;
const prepare = (whom = to) => draw(<Preparation wish={{ to: whom, name: '' }} to={whom} agent={me()} />);
const field = async (): Promise<HTMLTextAreaElement> => screen.findByRole<HTMLTextAreaElement>('textbox');

const dialledSoFar = (): number => heard.filter(({ path }) => path === '/api/calls').length;

async function dials(note: string): Promise<void> {
  const before = dialledSoFar();
  fireEvent.change(await field(), { target: { value: note } });
  fireEvent.click(screen.getByRole('button', { name: '呼叫' }));
  await waitFor(() => expect(dialledSoFar()).toBe(before + 1));
}

function Seen({ shown }: { shown: Me }) {
  useNoteTakenUp(shown);
  const known = usePop(shown.call?.interaction ?? null).data;
  return known ? <p>who it is</p> : null;
}
const seen = () =>
  draw(
    <Seen
      shown={{ agent: { id: me() }, call: { interaction: call(), stage: 'dialling' } } as unknown as Me}
    />,
  );

it('a note that the server could not keep is put into the wrap-up, whose keeper sends it', async () => {
  dialled = { status: 202, body: { interaction: call(), note_kept: false } };
  prepare();
  await dials('先问报价');
  await waitFor(() => expect(draftOf(me(), call())?.note).toBe('先问报价'));
  await waitFor(() => expect(drafts[call()]).toBe('先问报价'), { timeout: 5_000 });
});

it('a note that the server has kept is not sent again, and the next call to the same number begins anew', async () => {
  const shown = prepare();
  await dials('先问报价');
  await waitFor(() => expect(localStorage).toHaveLength(0));
  expect(heard.some(({ method }) => method === 'PUT')).toBe(false);
  shown.unmount();
  prepare();
  expect((await field()).value).toBe('');
});

it('what was written is there again after a reload, for whom it was written', async () => {
  const shown = prepare();
  fireEvent.change(await field(), { target: { value: '先问报价' } });
  shown.unmount();
  const elsewhere = prepare(other);
  expect((await field()).value).toBe('');
  elsewhere.unmount();
  prepare();
  expect((await field()).value).toBe('先问报价');
});

it('a note whose call began although its answer was lost goes into the wrap-up of that call', async () => {
  dialled = { status: 502 };
  prepare();
  await dials('先问报价');
  await screen.findByRole('textbox');
  await waitFor(() => expect(JSON.stringify(Object.values(localStorage))).toContain('true'));
  expect((await field()).value).toBe('先问报价');
  seen();
  await waitFor(() => expect(drafts[call()]).toBe('先问报价'), { timeout: 5_000 });
});

it('a call that is seen later, after another was asked for, is not taken for the lost one', async () => {
  dialled = { status: 502 };
  const shown = prepare();
  await dials('先问报价');
  await waitFor(() => expect(JSON.stringify(Object.values(localStorage))).toContain('true'));
  shown.unmount();
  dialled = { status: 409, body: { key: 'agent.in_call', status: 409 } };
  const again = prepare(other);
  await dials('');
  again.unmount();
  seen();
  expect(draftOf(me(), call())).toBeNull();
});

it('a call that calls somebody back is not taken for the lost one', async () => {
  dialled = { status: 502 };
  calledBack = { interaction: 'asked', since: '2026-11-22T08:00:00Z', tries: 0 };
  prepare();
  await dials('先问报价');
  await waitFor(() => expect(JSON.stringify(Object.values(localStorage))).toContain('true'));
  seen();
  await screen.findByText('who it is');
  expect(draftOf(me(), call())).toBeNull();
  expect((await field()).value).toBe('先问报价');
});

it('a note whose call was not made because nothing calls now waits for the next try', async () => {
  dialled = problem(503, 'live.away');
  const shown = prepare();
  await dials('先问报价');
  await screen.findByRole('alert');
  shown.unmount();
  seen();
  await screen.findByText('who it is');
  expect(draftOf(me(), call())).toBeNull();
  prepare();
  expect((await field()).value).toBe('先问报价');
});
