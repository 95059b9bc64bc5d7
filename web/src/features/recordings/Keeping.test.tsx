import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Recording, Session } from '@/api/types';
import { SessionContext } from '@/shared/session/session';
import { draw, pretendServer } from '../../../test/page';
import { Keeping, RoomNotice } from './Keeping';

afterEach(() => vi.unstubAllGlobals());

const recording = { id: 'r1', interaction: 'i1', hold: null, deleted_at: null } as unknown as Recording;
const BOTH = ['recordings.all', 'recordings.hold', 'recordings.export'];

function show(permissions: string[], what = recording, body: object = {}) {
  const heard = pretendServer(() => ({ status: 200, body }));
  const session = {
    permissions,
    user: { roles: [], login: 'chen', name: { zh: '陈静', en: 'Chen Jing' } },
    agent: null,
  } as unknown as Session;
  draw(
    <SessionContext.Provider value={session}>
      <Keeping recording={what} />
      <RoomNotice />
    </SessionContext.Provider>,
  );
  return heard;
}

it('holds a recording once a reason is given', async () => {
  const heard = show(['recordings.hold']);
  await userEvent.click(screen.getByRole('button', { name: /保\s?全/ }));
  const dialog = await screen.findByRole('dialog');
  const confirm = [...dialog.querySelectorAll('button')].at(-1);
  expect(confirm?.disabled).toBe(true);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/原因/)));
  await userEvent.keyboard('案号 118');
  expect(confirm?.disabled).toBe(false);
  if (confirm) await userEvent.click(confirm);
  await waitFor(() =>
    expect(heard[0]).toMatchObject({
      path: '/api/recordings/r1/hold',
      method: 'PUT',
      body: { why: '案号 118' },
    }),
  );
});

it('shows why a recording is held, and releases it', async () => {
  const held = { ...recording, hold: { at: '2026-11-22T06:00:00Z', why: '案号 118' } };
  const heard = show(['recordings.hold'], held);
  expect(screen.getByText(/案号 118/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /解除保全/ }));
  await waitFor(() => expect(heard[0]).toMatchObject({ method: 'DELETE' }));
});

it('offers nothing to who may only listen', () => {
  show([]);
  expect(screen.queryAllByRole('button')).toHaveLength(0);
});

it('warns long before the disk is full', async () => {
  show(BOTH, recording, { state: 'low', free_percent: 12.7, free_bytes: 1 });
  expect(await screen.findByText('录音空间只剩 12%')).toBeTruthy();
});

it('says in the dialog who exports and when, and in the name of the file', async () => {
  const saved: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: vi.fn() }));
  const heard = show(['recordings.export']);
  await userEvent.click(screen.getByRole('button', { name: /导\s?出/ }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toMatch(/导出人：陈静（chen） \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
  await userEvent.type(screen.getByLabelText(/原因/), '来函 7');
  const confirm = [...dialog.querySelectorAll('button')].at(-1);
  if (confirm) await userEvent.click(confirm);
  await waitFor(() => expect(saved[0]).toMatch(/^r1-chen-\d{4}-\d\d-\d\d-\d{6}\.wav$/));
  expect(heard.at(-1)).toMatchObject({ path: '/api/recordings/r1/exports', body: { why: '来函 7' } });
});
