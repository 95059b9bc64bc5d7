import { expect, it } from 'vitest';
import { levelOf } from './levels';

const tone = (peak: number): Float32Array =>
  Float32Array.from({ length: 512 }, (_, n) => peak * Math.sin((2 * Math.PI * n) / 32));

it('measures nothing as nothing and a full tone as nearly all', () => {
  expect(levelOf(new Float32Array(512))).toBe(0);
  expect(levelOf(new Float32Array(0))).toBe(0);
  expect(levelOf(tone(1))).toBeCloseTo(0.95, 2);
});

it('goes down by a third for a tenth of a tenth of the power', () =>
  expect(levelOf(tone(1)) - levelOf(tone(0.1))).toBeCloseTo(1 / 3, 3));
