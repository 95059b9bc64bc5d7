import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { draw } from '../../../test/page';
import { GoalEditor } from './GoalEditor';
import type { Known } from './names';
import type { Way, When } from './plan';

const known = {
  queues: [
    { value: 'desk', label: '前台' },
    { value: 'help', label: '支援' },
  ],
  announcements: [{ value: 'closed.hours', label: '现在是非工作时间。' }],
} as unknown as Known;

/** The editor as a form holds it; what it would save is at `written`. */
function editor(first: Way, when: When = 'wait') {
  const written = { way: first };
  function Form() {
    const [way, setWay] = useState(first);
    const onChange = (next: Way = {}): void => {
      written.way = next;
      setWay(next);
    };
    return <GoalEditor way={way} when={when} own="desk" known={known} disabled={false} onChange={onChange} />;
  }
  draw(<Form />);
  return written;
}

async function choose(label: string, option: string) {
  await userEvent.click(screen.getByRole('combobox', { name: label }));
  const offered = await screen.findAllByTitle(option);
  await userEvent.click(offered[offered.length - 1]!);
}

it('sends callers to a number outside, and from there to a mailbox', async () => {
  const written = editor({ queue: 'help' });
  expect(screen.queryByLabelText('没人接时')).toBeNull();
  await choose('去哪里', '转到外线号码……');
  await userEvent.type(screen.getByLabelText('外线号码'), '021-5555 1234');
  expect(written.way).toEqual({ outside: '02155551234' });
  expect(screen.getByText('回到原来的位置继续等')).toBeDefined();
  await choose('没人接时', '请客户在“支援”留言');
  expect(written.way).toEqual({ outside: '02155551234', then: { voicemail: 'help' } });
  await choose('没人接时', '回到原来的位置继续等');
  expect(written.way).toEqual({ outside: '02155551234' });
});

it('lets callers hear something, and says how the call ends then', async () => {
  const written = editor({}, 'closed');
  await choose('去哪里', '播放“现在是非工作时间。”');
  expect(written.way).toEqual({ announcement: 'closed.hours' });
  expect(screen.getByText('道别并结束通话')).toBeDefined();
});

it('keeps where callers go on to when only the first goal is another one', async () => {
  const written = editor({ announcement: 'closed.hours', then: { callback: '' } }, 'closed');
  await choose('去哪里', '转到外线号码……');
  expect(written.way).toEqual({ outside: '', then: { callback: '' } });
  await choose('去哪里', '转到队列“支援”');
  expect(written.way).toEqual({ queue: 'help' });
});
