import { act, screen, waitFor } from '@testing-library/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import type { CaseWhole } from '@/api/cases';
import type { Incident } from '@/api/incidents';
import { commandsNow } from '@/shared/commands/registry';
import { page, sent, whole } from '../../../../test/cases';
import { pretendServer, type Heard } from '../../../../test/page';
import { ME_KEY } from '../me';
import { popKey } from '../pop';
import IncidentStrip from './IncidentStrip';

afterEach(() => vi.unstubAllGlobals());

const name = (zh: string) => ({ zh, en: '' });
const incident = (change: Partial<Incident> = {}): Incident =>
  ({
    case: 'm1',
    what: '3 号楼断网',
    say: name('正在抢修'),
    types: [],
    words: ['断网'],
    expected_end: null,
    ...change,
  }) as unknown as Incident;

interface Known {
  running?: Incident[];
  contact?: string;
  row?: CaseWhole;
  /** Of whoever is on the line. */
  open?: { type: string; subject: string }[];
  said?: string;
}

/** The page knows this already; it asks for what runs, and links. */
function strip({ running = [incident()], contact, row, open = [], said }: Known): Heard[] {
  const heard = pretendServer(({ path, method }) => {
    if (path === '/api/incidents/running') return { status: 200, body: { items: running, next: null } };
    return method === 'POST' ? { status: 204 } : { status: 404, body: {} };
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(ME_KEY, { contact: contact ?? null });
  if (row) client.setQueryData(['cases', 'one', row.id], row);
  if (contact) {
    client.setQueryData(popKey(contact), { customer: { id: 'k1' } });
    client.setQueryData(['cases', 'of', 'k1'], { items: open });
    const line = { side: 'outside', text: said ?? '' };
    client.setQueryData(['call-words', contact], { lines: [line] });
  }
  page(
    <QueryClientProvider client={client}>
      <IncidentStrip />
    </QueryClientProvider>,
    row ? `/cases/${row.id}` : '/desk',
  );
  return heard;
}

const press = () =>
  act(() =>
    commandsNow()
      .find(({ keys }) => keys === 'Alt+;')
      ?.run(),
  );
const linked = (heard: Heard[], of = 'm1') =>
  sent(heard, `/api/cases/${of}/incident/members`).map(({ body }) => body);

it('links the call by its key, and then the case that is looked at', async () => {
  const heard = strip({ contact: 'i1', row: whole({ master: null }) });
  expect((await screen.findByRole('button', { name: /关联当前来电/ })).textContent).toContain('Alt ;');
  press();
  await waitFor(() => expect(linked(heard)).toEqual([{ interaction: 'i1', case: null }]));
  await screen.findByRole('button', { name: /^已关联/ });
  press();
  await waitFor(() => expect(linked(heard)[1]).toEqual({ interaction: null, case: 'c1' }));
  await screen.findByRole('button', { name: /工单已关联/ });
  expect(commandsNow().some(({ keys }) => keys === 'Alt+;')).toBe(false);
});

it('links a case that is looked at without a call', async () => {
  const heard = strip({ row: whole({ master: null }) });
  await screen.findByRole('button', { name: /关联这张工单/ });
  press();
  await waitFor(() => expect(linked(heard)).toEqual([{ interaction: null, case: 'c1' }]));
});

it.each([
  [whole({ id: 'm1', master: null }), []],
  [whole({ master: { id: 'm9' } as unknown as CaseWhole['master'] }), []],
  [whole({ master: { id: 'm1' } as unknown as CaseWhole['master'] }), ['工单已关联']],
])('offers a case that belongs already no link', async (row, buttons) => {
  strip({ row });
  await screen.findByText('3 号楼断网');
  expect(screen.queryAllByRole('button').map(({ textContent }) => textContent?.trim())).toEqual(buttons);
  expect(commandsNow().some(({ keys }) => keys === 'Alt+;')).toBe(false);
});

it('says first what the caller may mean: by their open cases, and by what they say', async () => {
  const other = incident({ case: 'm2', what: '停水', words: ['停水'] });
  const power = incident({ case: 'm3', what: '停电', words: [], types: ['power'] });
  const heard = strip({
    running: [incident(), other, power],
    contact: 'i1',
    open: [{ type: 'power', subject: '跳闸' }],
    said: '我家停水了',
  });
  expect(await screen.findByText('来电可能与此有关（停水）')).toBeTruthy();
  expect(screen.getByText('来电可能与此有关')).toBeTruthy();
  expect(screen.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
    '停水',
    '停电',
    '3 号楼断网',
  ]);
  press();
  expect(document.activeElement?.closest('p')?.textContent).toContain('停水');
  expect(heard.map(({ path }) => path)).toEqual(['/api/incidents/running']);
});
