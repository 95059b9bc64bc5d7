import { screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { draw, pretendServer } from '../../../test/page';
import { CallWords } from './CallWords';
import { joined, withLine } from './use-call-words';

afterEach(() => vi.unstubAllGlobals());

const AT = Date.parse('2026-07-01T08:00:04Z') * 1000;
const FIRST = {
  at: '2026-07-01T08:00:02Z',
  seconds: 2,
  side: 'outside' as const,
  text: '你好，我要投诉。',
  typed: false,
};
const next = { at: AT, side: 'inside' as const, text: '您请讲。', typed: true };

it('shows who said what and when, and what was typed', async () => {
  pretendServer(() => ({ status: 200, body: withLine({ lines: [FIRST] }, next) }));
  draw(<CallWords interaction="i1" moment="talking" />);
  const lines = (await screen.findAllByRole('listitem')).map((each) => each.textContent);
  expect(lines).toEqual(['0:02客户你好，我要投诉。', '0:04坐席您请讲。 · 打字代说']);
});

it('is not there for a call that is not written down', async () => {
  const heard = pretendServer(() => ({ status: 200, body: { lines: [] } }));
  const { container } = draw(<CallWords interaction="i1" moment="talking" />);
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  expect(container.querySelector('section')).toBeNull();
});

it('takes a line as it comes, in order and none twice', () => {
  const both = withLine({ lines: [FIRST] }, next);
  expect(both.lines.map((line) => line.seconds)).toEqual([2, 4]);
  expect(withLine(both, next)).toEqual(both);
  const earlier = withLine(both, { ...next, at: AT - 3_000_000, text: '喂' });
  expect(earlier.lines.map((line) => line.text)).toEqual(['喂', FIRST.text, next.text]);
  expect(withLine(undefined, next).lines[0]?.seconds).toBe(0);
});

it('keeps what was told while it was asked for, once', () => {
  const told = withLine({ lines: [FIRST] }, next);
  expect(joined({ lines: [FIRST] }, told)).toEqual(told);
  expect(joined(told, told)).toEqual(told);
  expect(joined({ lines: [FIRST] }, undefined)).toEqual({ lines: [FIRST] });
});
