import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Body } from '@/shared/config/entries';
import { draw, pretendServer, type Heard } from '../../../test/page';
import { CallbackEditor } from './CallbackEditor';
import type { Known } from './names';

afterEach(() => vi.unstubAllGlobals());

const known = {
  hours: [{ value: 'days', label: '工作日' }],
  names: { hours: (key: string) => key, list: (all: string[]) => all.join('或') },
} as unknown as Known;

/** The editor as a form holds it; what it would save is at `written`. */
function editor(first: Body, faultAt: (field: string) => string = () => '') {
  const written = { body: first };
  function Form() {
    const [body, setBody] = useState(first);
    const onChange = (next: Body): void => {
      written.body = next;
      setBody(next);
    };
    return <CallbackEditor known={known} editing={{ body, faultAt, onChange, disabled: false }} />;
  }
  draw(<Form />);
  return written;
}

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);

async function write(name: string, text: string) {
  await userEvent.clear(field(name));
  await userEvent.type(field(name), text);
  await userEvent.tab();
}

it('is set up by one click, and turned off and on again without losing what was written', async () => {
  const written = editor({ ring_seconds: 15 });
  expect(screen.queryByLabelText('最多打几次')).toBeNull();
  await userEvent.click(field('可以选择回电'));
  expect(written.body).toEqual({ ring_seconds: 15, callback: { mode: 'agent_first', after_seconds: 60 } });
  await write('最多打几次', '5');
  await userEvent.click(field('可以选择回电'));
  expect(written.body).toEqual({ ring_seconds: 15 });
  await userEvent.click(field('可以选择回电'));
  expect(written.body.callback).toEqual({ mode: 'agent_first', after_seconds: 60, attempts: 5 });
});

it('reads as sentences what is being written', async () => {
  editor({ callback: {} });
  await userEvent.click(screen.getByRole('radio', { name: /先打给客户/ }));
  await write('前面至少还有几位', '4');
  expect(screen.getByText('排队满 1 分钟或前面至少还有 4 位时，问客户要不要改为回电')).toBeDefined();
  expect(screen.getByText(/留住一位空闲坐席，先打给客户/)).toBeDefined();
});

it('keeps spans in seconds, whatever unit they are written in', async () => {
  const written = editor({ callback: { pause_seconds: 600 } });
  expect(field('没打通，隔多久再打').value).toBe('10');
  await write('没打通，隔多久再打', '25');
  expect(written.body.callback).toEqual({ pause_seconds: 1_500 });
});

it('takes away a reason that would hold by itself', async () => {
  const written = editor({ callback: {} });
  expect(field('排队满多少秒').value).toBe('60');
  await userEvent.clear(field('排队满多少秒'));
  expect(written.body.callback).toEqual({ after_seconds: null });
});

it('says what may be written at the field that was refused', () => {
  editor({ callback: { attempts: 99 } }, (at) => (at === 'callback.attempts' ? 'refused' : ''));
  expect(screen.getByRole('alert').textContent).toBe('1 到 10 次');
  expect(field('最多打几次').getAttribute('aria-invalid')).toBe('true');
});

function trunks(...bodies: Record<string, unknown>[]): Heard[] {
  const items = bodies.map((value, nth) => ({ key: `t${nth}`, value, draft: null, draft_removes: false }));
  return pretendServer(() => ({ status: 200, body: { kind: 'trunk', number: 1, items, nothing: '' } }));
}

it('says plainly that nobody is called back while no trunk leads outside', async () => {
  trunks({ networks: ['127.0.0.0/8'] });
  editor({ callback: {} });
  expect((await screen.findByRole('status')).textContent).toContain('不会问客户要不要回电');
});

it('says nothing of it where a trunk leads outside', async () => {
  const heard = trunks(
    { networks: ['127.0.0.0/8'] },
    { networks: ['192.0.2.0/24'], uri: 'sip:192.0.2.10:5060' },
  );
  editor({ callback: {} });
  await waitFor(() => expect(heard).toHaveLength(1));
  await act(async () => Promise.resolve());
  expect(screen.queryByRole('status')).toBeNull();
});
