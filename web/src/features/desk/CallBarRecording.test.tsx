import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { CallShown, RecordingNow } from '@/api/control';
import { draw, pretendServer } from '../../../test/page';
import { CallBarRecording } from './CallBarRecording';
import { isOfRecording } from './recording';

afterEach(() => vi.unstubAllGlobals());

function callWith(may: string[], now: Partial<RecordingNow> = {}): CallShown {
  const recording: RecordingNow = {
    state: 'on',
    since: null,
    until: null,
    on_demand: false,
    consent: null,
    ...now,
  };
  return {
    interaction: 'i1',
    stage: 'talk',
    since: '2026-07-01T08:00:00Z',
    queue: 'front',
    agent: 'a1',
    locked: false,
    limit: 16,
    parties: [],
    outcome: null,
    recording,
    urgent: null,
    parked: null,
    may,
  };
}

it('says that the call is recorded, and pauses it with one click', async () => {
  const asked = vi.fn(() => ({ status: 200, body: callWith(['resume_recording'], { state: 'paused' }) }));
  pretendServer(asked);
  draw(<CallBarRecording call={callWith(['pause_recording'])} />);
  expect(screen.getByRole('status').textContent).toBe('录音中');
  await userEvent.click(screen.getByRole('button', { name: '暂停录音' }));
  await waitFor(() => expect(asked).toHaveBeenCalled());
});

it('says that it is paused, and offers to go on', () => {
  draw(<CallBarRecording call={callWith(['resume_recording'], { state: 'paused' })} />);
  expect(screen.getByRole('status').textContent).toBe('录音已暂停');
  expect(screen.getByRole('button', { name: '继续录音' })).toBeTruthy();
});

it('offers nothing for a call that the customer does not want to be recorded', () => {
  draw(<CallBarRecording call={callWith([], { state: 'off', consent: 'refused' })} />);
  expect(screen.getByRole('status').textContent).toBe('客户不同意录音');
  expect(screen.queryByRole('button')).toBeNull();
});

it('begins to record on demand', () => {
  draw(<CallBarRecording call={callWith(['start_recording'], { state: 'off', on_demand: true })} />);
  expect(screen.getByRole('status').textContent).toBe('未录音');
  expect(screen.getByRole('button', { name: '开始录音' })).toBeTruthy();
});

it('hears of pauses of this call only', () => {
  const told = (kind: string, interaction: string) => ({ kind, at: 0, body: { interaction } });
  expect(isOfRecording(told('recording.resumed', 'i1'), 'i1')).toBe(true);
  expect(isOfRecording(told('recording.resumed', 'i2'), 'i1')).toBe(false);
  expect(isOfRecording(told('interaction.muted', 'i1'), 'i1')).toBe(false);
});
