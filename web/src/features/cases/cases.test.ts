import { describe, expect, it } from 'vitest';
import type { CaseEntry, CaseField } from '@/api/cases';
import { numberOf } from '@/shared/format/case-number';
import { speakIn } from '@/shared/i18n/texts';
import { detailWords } from './detail-words';
import { saidOf } from './entry-words';
import { askedOf, faultsIn, sentOf } from '@/shared/form/values';
import { flatten, queryOf, viewOf } from './use-cases';
import { spanOf } from '@/shared/format/span';
import { caseWords } from './words';

const name = (zh: string) => ({ zh, en: '' });
const FIELDS: CaseField[] = [
  { id: 'leak', name: name('漏水'), kind: 'yes_no' },
  {
    id: 'place',
    name: name('位置'),
    kind: 'choice',
    choices: [{ id: 'roof', name: name('屋顶') }],
    when: { field: 'leak', is: [true] },
  },
  { id: 'floor', name: name('楼层'), kind: 'number', when: { field: 'place', is: ['roof'] } },
];

describe('a form', () => {
  it('asks what its earlier answers call for', () => {
    expect(askedOf(FIELDS, { leak: true, place: 'roof' }).map((one) => one.id)).toEqual([
      'leak',
      'place',
      'floor',
    ]);
    expect(askedOf(FIELDS, { leak: false, place: 'roof' }).map((one) => one.id)).toEqual(['leak']);
  });

  it('sends nothing that is blank or not asked', () => {
    expect(sentOf(FIELDS, { leak: false, place: 'roof', floor: 3 })).toEqual({ leak: false });
    expect(sentOf(FIELDS, { leak: true, place: '' })).toEqual({ leak: true });
  });

  it('finds what the server said against each field', () => {
    const failure = { params: { fields: [{ field: 'floor', why: 'case.field_no_number' }] } };
    expect(faultsIn(failure)).toEqual({ floor: 'case.field_no_number' });
    expect(faultsIn({ params: { fields: ['subject'] } })).toEqual({});
    expect(faultsIn(null)).toEqual({});
  });
});

describe('the list', () => {
  it('asks for open cases by deadline, and for all of them by age', () => {
    expect(queryOf('mine', { priority: 'high' })).toEqual({
      still_open: true,
      by_due: true,
      owner: 'me',
      priority: 'high',
    });
    expect(queryOf('all', { state: 'closed', search: '空调' })).toEqual({
      still_open: false,
      by_due: false,
      state: 'closed',
      search: '空调',
    });
  });

  it('asks for what a team is to confirm', () => {
    expect(queryOf('receipts', { receipt: 'late' }).receipt).toBe('mine');
    expect(queryOf('all', { receipt: 'sent' })).toEqual({
      still_open: false,
      by_due: false,
      receipt: 'sent',
    });
  });

  it('starts with my own for those who work, with all open ones for the others', () => {
    expect([viewOf({}, true), viewOf({}, false), viewOf({ view: 'list' }, true)]).toEqual([
      'mine',
      'stillOpen',
      'list',
    ]);
  });

  it('names a node with the way to it', () => {
    const tree = [{ id: 'a', name: name('投诉'), children: [{ id: 'b', name: name('噪音'), children: [] }] }];
    expect(flatten(tree, 'zh-CN')).toEqual([
      { value: 'a', label: '投诉', leaf: false },
      { value: 'b', label: '投诉 / 噪音', leaf: true },
    ]);
  });

  it('says numbers and long times as people do', () => {
    const t = speakIn(caseWords, 'zh-CN');
    expect(numberOf(123)).toBe('GD-000123');
    expect([spanOf(59, t), spanOf(3 * 3600 + 300, t), spanOf(90_000, t)]).toEqual([
      '0:00',
      '3:05',
      '1 天 1 小时',
    ]);
  });
});

describe('what happened', () => {
  const t = speakIn(detailWords, 'zh-CN');
  const entry = (kind: string, body: CaseEntry['body']): CaseEntry => ({
    id: 'e',
    at: '2026-09-21T00:00:00Z',
    by: null,
    kind,
    body,
  });
  it('is told in words', () => {
    expect(saidOf(entry('edited', { fields: ['subject', 'form'] }), t, 'zh-CN').what).toBe(
      '修改了标题、记录单',
    );
    expect(saidOf(entry('assign', { owner: null, team: name('前厅') }), t, 'zh-CN').what).toBe('派单 → 前厅');
    expect(saidOf(entry('escalated', { of: 'solve', percent: 75, to: 'owner' }), t, 'zh-CN').what).toBe(
      '解决时限已用 75%，已提醒处理人',
    );
    expect(saidOf(entry('wait', { reason: '等资料' }), t, 'zh-CN')).toEqual({
      what: '等待客户',
      more: '等资料',
    });
  });
});
