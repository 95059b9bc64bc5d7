import { describe, expect, it } from 'vitest';
import type { Board } from '@/api/live';
import type { CustomerRow, InteractionRow } from '@/api/types';
import { entriesFor, numberIn, recentEntries } from './entries';
import { signalWord } from './dial-words';
import { endedWithout } from './use-dial';

const agent = (zh: string, en: string, extension: string) => ({
  name: { zh, en },
  number: extension,
  extension,
  state: 'ready',
});
const board = {
  agents: { ann: agent('安然', 'An Ran', '8001'), bai: agent('白露', 'Bai Lu', '8002') },
  queues: { front: { name: { zh: '前台', en: 'Front desk' }, waiting: { x: 1 } } },
} as unknown as Board;
const customer = { id: 'c1', name: '王芳', numbers: ['+8613800138000'] } as CustomerRow;
const asked = { board, me: 'ann', customers: [], locale: 'zh-CN' as const };

describe('what was typed', () => {
  it.each([
    ['138 0013 8000', '138 0013 8000'],
    ['＋86（021）5555—0000', '+86(021)5555—0000'],
    [' 8002 ', '8002'],
    ['12', null],
    ['王芳', null],
    ['sip:1380013', null],
  ])('%s is read as a number: %s', (typed, number) => {
    expect(numberIn(typed)).toBe(number);
  });

  it('offers the number first, as it was written, and then who has it', () => {
    const entries = entriesFor({ ...asked, typed: '8002', customers: [customer] });
    expect(entries.map(({ to }) => `${to.kind} ${to.id}`)).toEqual([
      'number 8002',
      'customer c1',
      'agent bai',
    ]);
  });

  it('finds colleagues by the first letters of pinyin, and queues with who waits there', () => {
    expect(entriesFor({ ...asked, typed: 'bl' }).map(({ name }) => name)).toEqual(['白露']);
    expect(entriesFor({ ...asked, typed: '前台' })[0]).toMatchObject({ group: 'queues', aside: '1' });
  });

  it('never offers oneself', () => {
    expect(entriesFor({ ...asked, typed: 'An' })).toEqual([]);
  });
});

describe('the last contacts', () => {
  const row = (id: string, caller: string, more: Partial<InteractionRow> = {}) =>
    ({ id, caller, caller_masked: false, caller_name: '', customer: null, ...more }) as InteractionRow;
  const callable = (rows: InteractionRow[]): string[] => recentEntries(rows).map(({ to }) => to.id);

  it('are called by the contact, so that a hidden number can be called', () => {
    const entries = recentEntries([row('i3', '138****8000', { caller_name: '王', caller_masked: true })]);
    expect(entries).toEqual([
      {
        to: { kind: 'interaction', id: 'i3' },
        group: 'recent',
        name: '王',
        aside: '138 **** 8000',
        state: null,
      },
    ]);
  });

  it('are each number once, and each customer once whatever the number; without a number none', () => {
    expect(callable([row('i3', '13800138000'), row('i2', '13800138000'), row('i1', '')])).toEqual(['i3']);
    const mine = { customer: { id: 'c1', name: '王芳' } } as InteractionRow;
    expect(callable([row('i3', '13800138000', mine), row('i2', '02155550000', mine)])).toEqual(['i3']);
  });

  it('are not taken for one because their hidden numbers look the same', () => {
    const hidden = { caller_masked: true };
    const [wang, li] = ['c1', 'c2'].map((id) => ({ customer: { id, name: id } }) as InteractionRow);
    const rows = [row('i1', '138****8000', hidden), row('i2', '138****8000', hidden)];
    expect(callable(rows)).toEqual(['i1', 'i2']);
    const known = [
      row('i1', '138****8000', { ...hidden, ...wang }),
      row('i2', '138****8000', { ...hidden, ...li }),
    ];
    expect(callable(known)).toEqual(['i1', 'i2']);
  });
});

describe('what the line said', () => {
  const ended = (body: object) => ({
    kind: 'interaction.ended',
    at: 1,
    body: { interaction: 'i1', ...body },
  });

  it('is told of own calls that became no talk, and of no others', () => {
    const own = new Set(['i1']);
    expect(endedWithout(ended({ cause: 'busy', answered_at: null }), own)).toBe('busy');
    expect(endedWithout(ended({ cause: 'hung_up', answered_at: 5 }), own)).toBeUndefined();
    expect(endedWithout(ended({ cause: 'busy', answered_at: null }), new Set())).toBeUndefined();
  });

  it('has a word for every cause', () => {
    expect([signalWord('busy'), signalWord('congested'), signalWord(null)]).toEqual([
      'said_busy',
      'said_failed',
      'said_failed',
    ]);
  });
});
