import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { CallShown } from '@/api/control';
import { draw, pretendServer, problem } from '../../../test/page';
import { CallBarSay } from './CallBarSay';

afterEach(() => vi.unstubAllGlobals());

const CALL: CallShown = {
  interaction: 'i1',
  stage: 'talk',
  since: '2026-07-01T08:00:00Z',
  queue: 'front',
  agent: 'a1',
  locked: false,
  limit: 16,
  parties: [],
  outcome: null,
  recording: { state: 'on', since: null, until: null, on_demand: false, consent: null },
  urgent: null,
  parked: null,
  may: ['say'],
};

it('is offered only where somebody would hear it', () => {
  draw(<CallBarSay call={{ ...CALL, may: ['hold'] }} />);
  expect(screen.queryByRole('button')).toBeNull();
});

it('has the voice say what was typed, by Enter, and is empty for the next sentence', async () => {
  const heard = pretendServer(() => ({ status: 204 }));
  draw(<CallBarSay call={CALL} />);
  fireEvent.click(screen.getByRole('button', { name: /打字代说/ }));
  const box = await screen.findByRole('textbox');
  expect((screen.getByRole('button', { name: /说给客户/ }) as HTMLButtonElement).disabled).toBe(true);
  fireEvent.change(box, { target: { value: ' 请稍等' } });
  fireEvent.keyDown(box, { key: 'Enter' });
  await waitFor(() => expect(heard).toHaveLength(1));
  expect(heard[0]).toMatchObject({ method: 'POST', path: '/api/calls/i1/say', body: { text: '请稍等' } });
  await waitFor(() => expect((box as HTMLTextAreaElement).value).toBe(''));
});

it('keeps what was typed when it could not be said', async () => {
  pretendServer(() => problem(503, 'speech.not_installed'));
  draw(<CallBarSay call={CALL} />);
  fireEvent.click(screen.getByRole('button', { name: /打字代说/ }));
  const box = await screen.findByRole('textbox');
  fireEvent.change(box, { target: { value: '你好' } });
  fireEvent.click(screen.getByRole('button', { name: /说给客户/ }));
  await screen.findByText(/speech\.not_installed|语音引擎/);
  expect((box as HTMLTextAreaElement).value).toBe('你好');
});
