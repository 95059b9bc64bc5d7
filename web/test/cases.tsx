/** What the tests of cases share: a case as the server shows it, what is configured, and who is signed in. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import type { CaseArrangement, CaseClock, CaseField, CaseLine, CaseWhole } from '@/api/cases';
import type { Session } from '@/api/types';
import { SessionContext } from '@/shared/session/session';
import { draw, type Heard } from './page';

const name = (zh: string) => ({ zh, en: '' });

export const LIN = { id: 'a1', name: name('林小满'), number: '1001', extension: '8001' };
export const SESSION = {
  user: { id: 'u1', name: name('林小满'), login: 'lin' },
  permissions: ['cases.see', 'cases.work', 'cases.assign'],
  agent: LIN,
} as unknown as Session;

/** What every page of cases asks besides its own: nothing waits anywhere, and no incident runs. */
export function besides(path: string): { status: number; body: object } | undefined {
  const lists = ['/api/case-helps', '/api/customer-marks', '/api/incidents/running'];
  if (lists.includes(path)) return { status: 200, body: { items: [] } };
  if (path === '/api/remedies/count') return { status: 200, body: { waiting: 0 } };
  if (path === '/api/improvements') return { status: 200, body: { items: [], mine: 0 } };
  return undefined;
}

export const line = (id: string, number: number, subject: string): CaseLine => ({
  id,
  number,
  revision: 3,
  opened_at: '2026-09-21T00:00:00Z',
  type: 'noise',
  type_name: name('投诉 / 噪音'),
  top: 'complaint',
  priority: 'medium',
  subject,
  customer: null,
  state: 'working',
  waiting: false,
  team: 'front',
  team_name: name('前厅'),
  owner: LIN,
  due_at: null,
  overdue: false,
  solved: false,
  escalated: 0,
  receipt_due_at: null,
  receipt_late: false,
});

const FIELDS: CaseField[] = [
  { id: 'room', name: name('房号'), kind: 'text', required: true },
  { id: 'leak', name: name('漏水'), kind: 'yes_no' },
  { id: 'place', name: name('漏水位置'), kind: 'text', when: { field: 'leak', is: [true] } },
];

export const clock = (change: Partial<CaseClock> = {}): CaseClock => ({
  limit_seconds: 7200,
  used_seconds: 3600,
  due_at: '2099-09-21T00:00:00Z',
  done_at: null,
  overdue: false,
  ...change,
});

export const whole = (change: Partial<CaseWhole> = {}): CaseWhole => ({
  ...line('c1', 1, '电梯声音大'),
  text: '夜里听得见',
  opened_by: name('林小满'),
  interaction: null,
  state_reason: '',
  priority_why: [],
  about_agent: null,
  about_asked: false,
  fields: FIELDS as unknown as CaseWhole['fields'],
  form: { room: '1208' },
  form_masked: false,
  filled: 1,
  required: 1,
  promise: { first: null, solve: null, waiting_since: null, open_now: true, hours_name: null },
  steps: [],
  editable: true,
  cause: null,
  cause_name: null,
  solution: null,
  solution_name: null,
  solution_text: '',
  satisfaction: null,
  closed_at: null,
  reopened: 0,
  entries: [],
  tasks: [],
  contacts: [],
  cases: [],
  master: null,
  duplicate_of: null,
  under: [],
  duplicates: [],
  duplicates_left: {},
  receipt: null,
  ...change,
});

const type = (id: string, zh: string, fields: CaseField[]): CaseArrangement['types'][number] => ({
  id,
  path_name: name(zh),
  top: 'complaint',
  priority: 'medium',
  team: 'front',
  about_asked: false,
  fields: fields as unknown as CaseWhole['fields'],
});

export const ARRANGED: CaseArrangement = {
  tree: [{ id: 'noise', name: name('噪音'), children: [] }],
  types: [type('noise', '投诉 / 噪音', FIELDS), type('praise', '表扬', [])],
  causes: [],
  solutions: [{ id: 'moved', name: name('换房'), children: [] }],
  teams: [{ id: 'front', name: name('前厅'), members: [LIN] }],
  receipts: true,
};

function Where() {
  const { pathname, search } = useLocation();
  return <output data-testid="where">{pathname + decodeURIComponent(search)}</output>;
}

/** The address that is open now. */
export const where = (): string => screen.getByTestId('where').textContent;

export const page = (children: ReactNode, at?: string): unknown =>
  draw(
    <SessionContext value={SESSION}>
      {children}
      <Where />
    </SessionContext>,
    at,
  );

export const sent = (heard: Heard[], path: string): Heard[] =>
  heard.filter((asked) => asked.path === path && asked.method !== 'GET');

/** Choose in a field that opens a list. */
export async function choose(field: HTMLElement, option: string): Promise<void> {
  await userEvent.click(field);
  await userEvent.click(await screen.findByTitle(option));
}
