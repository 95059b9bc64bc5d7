import { expect, it } from 'vitest';
import type { Session } from '@/api/types';
import { commandsNow } from '@/shared/commands/registry';
import { SessionContext } from '@/shared/session/session';
import { draw } from '../../test/page';
import { FrameCommands } from './FrameCommands';

function offered(permissions: string[], agent: object | null): string[] {
  const session = { permissions, agent, user: { roles: [] } } as unknown as Session;
  draw(
    <SessionContext value={session}>
      <FrameCommands />
    </SessionContext>,
  );
  return commandsNow().map(({ id }) => id);
}

const lines = ['/messages', 'extension', 'conferences'];

it.each([
  ['whoever has a place of their own', [], {}],
  ['whoever leads without one', ['calls.supervise'], null],
])('leads %s to messages, extensions and conferences', (_who, permissions, agent) => {
  expect(offered(permissions, agent)).toEqual(expect.arrayContaining(lines));
});

it('leads nobody else there', () => {
  expect(offered(['config.see'], null).filter((id) => lines.includes(id))).toEqual([]);
});
