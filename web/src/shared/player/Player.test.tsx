import { fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useKeys } from '@/shared/commands/keys';
import { draw, pretendServer } from '../../../test/page';
import { Player } from './Player';

/** Twenty seconds of silence: a WAV of two sides, 16 bit, 8 kHz. */
function silence(): ArrayBuffer {
  const bytes = 20 * 8000 * 4;
  const view = new DataView(new ArrayBuffer(44 + bytes));
  const put = (at: number, name: string): void =>
    [...name].forEach((letter, nth) => view.setUint8(at + nth, letter.charCodeAt(0)));
  put(0, 'RIFF');
  put(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 2, true);
  view.setUint32(24, 8000, true);
  view.setUint16(34, 16, true);
  put(36, 'data');
  view.setUint32(40, bytes, true);
  return view.buffer;
}

const fetched = vi.fn(() => Promise.resolve(silence()));
vi.mock('@/api/sound', () => ({ fetchSound: () => fetched() }));

const play = vi.fn();
beforeEach(() => {
  pretendServer(() => ({ status: 200, body: { pauses: [] } }));
  URL.createObjectURL = () => 'blob:sound';
  URL.revokeObjectURL = () => undefined;
  HTMLMediaElement.prototype.play = play;
  HTMLCanvasElement.prototype.getContext = () => null;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

const one = { id: 'r1', audio: '/sound', seconds: 20, deleted_at: null };

function Page({ about }: { about: boolean }) {
  useKeys();
  return <Player recording={one} autoPlay={about} />;
}

it('plays by Space and jumps by the arrows wherever focus is, when the page is about it', async () => {
  draw(<Page about />);
  const place = await screen.findByRole('slider');
  fireEvent.keyDown(window, { key: ' ' });
  expect(play).toHaveBeenCalledOnce();
  fireEvent.keyDown(window, { key: 'ArrowRight' });
  fireEvent.keyDown(window, { key: 'ArrowRight' });
  fireEvent.keyDown(window, { key: 'ArrowLeft' });
  expect(place.getAttribute('aria-valuetext')).toBe('0:05');
});

it('leaves the keys alone among several', async () => {
  draw(<Page about={false} />);
  await screen.findByRole('slider');
  fireEvent.keyDown(window, { key: ' ' });
  expect(play).not.toHaveBeenCalled();
});

it('says that the sound is gone once its time was over, and does not ask for it', () => {
  draw(<Player recording={{ ...one, deleted_at: '2026-01-01T00:00:00Z' }} />);
  expect(screen.getByText(/声音已经删除/)).toBeTruthy();
  expect(fetched).not.toHaveBeenCalled();
});
