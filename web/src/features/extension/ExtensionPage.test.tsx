import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Extension } from '@/api/extensions';
import type { Session } from '@/api/types';
import { SessionContext } from '@/shared/session/session';
import { draw, pretendServer, problem } from '../../../test/page';
import { CODES } from './Codes';
import { ExtensionPage } from './ExtensionPage';

afterEach(() => vi.unstubAllGlobals());

const kept: Extension = {
  number: '8001',
  state: 'idle',
  calls: 0,
  dnd: false,
  always: '',
  busy: '8002',
  no_answer: '',
  offline: '',
  parked: [],
  ringing: [],
};

function open(answer: Parameters<typeof pretendServer>[0], seat = true, permissions: string[] = []) {
  const heard = pretendServer(answer);
  const session = { permissions, agent: seat ? { extension: '8001' } : null } as unknown as Session;
  draw(
    <SessionContext.Provider value={session}>
      <ExtensionPage />
    </SessionContext.Provider>,
  );
  return heard;
}

it('saves one forward with Enter and leaves the other wishes as they are', async () => {
  const heard = open((one) => ({
    status: 200,
    body: one.method === 'PUT' ? { ...kept, ...(one.body as object) } : kept,
  }));
  await userEvent.type(await screen.findByLabelText('无人接听转移'), '138 0013 8000{Enter}');
  await screen.findByText('已保存');
  expect(heard.at(-1)).toMatchObject({
    method: 'PUT',
    path: '/api/extensions/8001/wishes',
    body: { dnd: false, always: '', busy: '8002', no_answer: '13800138000', offline: '' },
  });
});

it('shows a refusal at the field that it is about, and Escape undoes the change', async () => {
  open((one) => (one.method === 'PUT' ? problem(403, 'extension.not_outside') : { status: 200, body: kept }));
  const busy = await screen.findByLabelText('遇忙转移');
  await userEvent.clear(busy);
  await userEvent.type(busy, '010{Enter}');
  const fault = await screen.findByRole('alert');
  expect(fault.textContent).toContain('extension.not_outside');
  expect(busy.getAttribute('aria-invalid')).toBe('true');
  expect(busy.getAttribute('aria-describedby')).toBe(fault.id);
  expect(screen.getByLabelText('离线转移').getAttribute('aria-invalid')).toBe('false');
  await userEvent.type(busy, '{Escape}');
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect((busy as HTMLInputElement).value).toBe('8002');
});

it('switches do not disturb on', async () => {
  const heard = open((one) => ({ status: 200, body: one.method === 'PUT' ? { ...kept, dnd: true } : kept }));
  await userEvent.click(await screen.findByRole('switch', { name: '免打扰' }));
  await waitFor(() => expect(screen.getByRole('switch').getAttribute('aria-checked')).toBe('true'));
  expect(heard.at(-1)?.body).toMatchObject({ dnd: true, busy: '8002' });
});

it('says so to somebody without an extension, and lets a leader look at any', async () => {
  open(() => ({ status: 200, body: kept }), false, ['calls.supervise']);
  expect(screen.getByText('您没有分机')).toBeTruthy();
  await userEvent.type(screen.getByLabelText('查看其他分机'), 'abc{Enter}');
  expect((await screen.findByRole('alert')).textContent).toBe('分机号是 2 到 8 位数字');
});

it('names the short codes that the house obeys', () => {
  const file = join(process.cwd(), '../src/huawu/telephony/core/switch/house/short_codes.py');
  const text = readFileSync(file, 'utf8');
  const codes = Object.fromEntries(
    [...text.matchAll(/"(\d\d)": ([A-Z_]+)/g)].map(([, digits, why]) => [why?.toLowerCase(), digits]),
  );
  const dnd = /DND = "(\d\d)"/.exec(text)?.[1];
  expect({ dnd, ...codes }).toEqual(CODES);
});
