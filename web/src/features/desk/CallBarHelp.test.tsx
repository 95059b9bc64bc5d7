import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { draw, pretendServer } from '../../../test/page';
import { CallBarHelp } from './CallBarHelp';

afterEach(() => vi.unstubAllGlobals());

const reasons = [{ id: 'upset', name: { zh: '客户情绪激动', en: 'The customer is upset' } }];

function open(help: { since: number; reason: string; seen_by: string | null } | null) {
  pretendServer(() => ({ status: 200, body: { items: reasons } }));
  const act = vi.fn();
  draw(<CallBarHelp help={help} act={act} />);
  return act;
}

it('asks with one click', async () => {
  const act = open(null);
  await userEvent.click(screen.getByRole('button', { name: /求助/ }));
  expect(act).toHaveBeenCalledWith({ action: 'help' });
});

it('asks with a reason from the list', async () => {
  const act = open(null);
  await userEvent.click(await screen.findByRole('button', { name: '求助原因' }));
  await userEvent.click(await screen.findByText('客户情绪激动'));
  expect(act).toHaveBeenCalledWith({ action: 'help', reason: 'upset' });
});

it('says that it was asked, then that somebody is on it, and takes it back', async () => {
  const since = Date.now() * 1000;
  const act = open({ since, reason: '', seen_by: null });
  expect(screen.getByRole('status').textContent).toBe('已求助');
  await userEvent.click(screen.getByRole('button', { pressed: true }));
  await waitFor(() => expect(act).toHaveBeenCalledWith({ action: 'no_help' }));
});

it('shows that whoever leads has seen it', () => {
  open({ since: Date.now() * 1000, reason: 'upset', seen_by: 'u1' });
  expect(screen.getByRole('status').textContent).toBe('班长已响应');
});
