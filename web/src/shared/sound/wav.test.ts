// @vitest-environment node
import { expect, it } from 'vitest';
import { RATE, wavOf } from './wav';

it('writes a WAV file that the server reads: 16 bits, one channel, its rate, every sample', () => {
  const file = wavOf(new Float32Array([0, 1, -1, 0.5, 7]));
  const view = new DataView(file);
  const word = (at: number): string => String.fromCharCode(...new Uint8Array(file, at, 4));
  expect([word(0), word(8), word(12), word(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
  expect([view.getUint16(20, true), view.getUint16(22, true), view.getUint32(24, true)]).toEqual([
    1,
    1,
    RATE,
  ]);
  expect([view.getUint32(4, true), view.getUint32(40, true)]).toEqual([file.byteLength - 8, 10]);
  const samples = [0, 1, 2, 3, 4].map((n) => view.getInt16(44 + 2 * n, true));
  expect(samples).toEqual([0, 32767, -32768, 16384, 32767]);
});
