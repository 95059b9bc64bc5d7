// @vitest-environment node
import { expect, it } from 'vitest';
import { readWave } from './wave';

/** A WAV of 16-bit PCM; `extra` bytes of another chunk come before the data. */
function wav(channels: number, samples: number[], extra = 0): ArrayBuffer {
  const head = extra ? 44 + 8 + extra : 44;
  const view = new DataView(new ArrayBuffer(head + samples.length * 2));
  const word = (at: number, text: string): void =>
    [...text].forEach((c, n) => view.setUint8(at + n, c.charCodeAt(0)));
  word(0, 'RIFF');
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, 8000, true);
  view.setUint16(34, 16, true);
  if (extra) {
    word(36, 'LIST');
    view.setUint32(40, extra, true);
  }
  word(head - 8, 'data');
  view.setUint32(head - 4, samples.length * 2, true);
  samples.forEach((sample, nth) => view.setInt16(head + nth * 2, sample, true));
  return view.buffer;
}

it('gives the peaks of each side in as many columns as asked for', () => {
  const wave = readWave(wav(2, [100, 0, -16384, 0, 0, 8192, 0, -32768]), 2);
  expect(wave).toEqual({
    seconds: 4 / 8000,
    peaks: [
      [0.5, 0],
      [0, 1],
    ],
  });
});

it('skips chunks it does not know', () => expect(readWave(wav(1, [16384], 6), 1)?.peaks).toEqual([[0.5]]));

it('reads what is there when the length promises more', () => {
  const bytes = wav(1, [1, 2, 3, 4]);
  expect(readWave(bytes.slice(0, bytes.byteLength - 2), 3)?.seconds).toBe(3 / 8000);
});

it('refuses what is no sound', () => {
  expect(readWave(new ArrayBuffer(3), 10)).toBeNull();
  expect(readWave(new ArrayBuffer(100), 10)).toBeNull();
});
