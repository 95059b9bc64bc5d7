import { afterEach, expect, it, vi } from 'vitest';
import { commandsNow } from '@/shared/commands/registry';
import { draw, pretendServer } from '../../../../test/page';
import { More } from '../control/More';
import type { Verbs } from '../control/verbs';
import { DialHost } from './DialHost';

afterEach(() => vi.unstubAllGlobals());

it('opens by a key of its own, also while more parties can be called into the call', () => {
  pretendServer(() => ({ status: 404 }));
  const verbs = { mutate: vi.fn() } as unknown as Verbs;
  draw(
    <>
      <DialHost />
      <More may={['add', 'serial', 'lock']} agent="lin" verbs={verbs} />
    </>,
  );
  const keys = Object.fromEntries(commandsNow().map(({ id, keys }) => [id, keys]));
  expect(keys).toEqual({ dial: 'Alt+d', add: 'c a', serial: 'c s', lock: 'c l' });
});
