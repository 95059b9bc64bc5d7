// @vitest-environment node
/** The fold must agree with the Python one on the shared golden files. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Board, Fact } from '@/api/live';
import { applyFact } from './board';

const folder = `${process.cwd()}/../tests/golden/board/`;
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

interface Golden {
  what?: string;
  snapshot: Board;
  facts: Fact[];
  after: Board;
}
const read = (name: string): Golden => JSON.parse(readFileSync(folder + name, 'utf8')) as Golden;

function frozen<Value>(value: Value): Value {
  if (value !== null && typeof value === 'object') {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

describe('the board', () => {
  it('has golden files to agree with', () => expect(files.length).toBeGreaterThan(5));

  it.each(files)('is the same after the facts of %s as in Python', (name) => {
    const { snapshot, facts, after } = read(name);
    expect(facts.reduce(applyFact, frozen(snapshot))).toEqual(after);
  });

  it('leaves what a fact does not touch as the same object', () => {
    const { snapshot } = read('answered.json');
    const after = applyFact(snapshot, {
      kind: 'agent.changed',
      at: 1,
      body: { agent: 'a1', state: 'ready', reason: '', since: 1, until: null, contact: null },
    });
    expect(after.queues).toBe(snapshot.queues);
    expect(after.agents.a2).toBe(snapshot.agents.a2);
    expect(after.agents.a1?.state).toBe('ready');
  });

  it('does not change for facts it does not know', () => {
    const { snapshot } = read('answered.json');
    expect(applyFact(snapshot, { kind: 'someone.sneezed', at: 1, body: {} })).toBe(snapshot);
  });
});
