import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { interactionWords, wordOf } from './words';

interface Shape {
  enum?: string[];
  const?: string;
  anyOf?: Shape[];
  $ref?: string;
  properties?: Record<string, Shape>;
}
const { components } = JSON.parse(readFileSync(join(process.cwd(), 'openapi.json'), 'utf8')) as {
  components: { schemas: Record<string, Shape> };
};

/** Every value that the server may send there, as it describes itself. */
function valuesOf(shape: Shape | undefined): string[] {
  if (!shape) return [];
  if (shape.$ref) return valuesOf(components.schemas[shape.$ref.split('/').at(-1) ?? '']);
  return [
    ...(shape.enum ?? []),
    ...(shape.const ? [shape.const] : []),
    ...(shape.anyOf ?? []).flatMap(valuesOf),
  ];
}

const sent = (schema: string, field: string): string[] =>
  valuesOf(components.schemas[schema]?.properties?.[field]);

it('has a word for every role that an interval can have', () => {
  const roles = sent('SegmentShown', 'role');
  expect(roles).toEqual(expect.arrayContaining(['talk', 'conference', 'whisper', 'dialling']));
  expect(roles.filter((role) => !wordOf('role_', role))).toEqual([]);
});

it('has a word for every stage and outcome of a contact', () => {
  const [stages, outcomes] = [sent('InteractionRow', 'stage'), sent('InteractionRow', 'outcome')];
  expect(stages).toContain('queue');
  expect(stages.filter((stage) => !wordOf('role_', stage))).toEqual([]);
  expect(outcomes).toContain('answered');
  expect(outcomes.filter((outcome) => !wordOf('', outcome))).toEqual([]);
});

it('has a word for every end that the ledger writes down', () => {
  const events = readFileSync(join(process.cwd(), '../src/huawu/interactions/events.py'), 'utf8');
  const listed = /`end` says how it ended: ([^.]*)\./.exec(events)?.[1] ?? '';
  const ends = listed
    .replace(/\([^)]*\)/g, '')
    .split(',')
    .map((end) => end.trim());
  expect(ends).toContain('hung_up');
  expect(ends.filter((end) => !wordOf('end_', end))).toEqual([]);
});

it('says each of them in both languages', () => {
  for (const [key, word] of Object.entries(interactionWords['zh-CN'])) {
    if (/^(role|end|by)_/.test(key)) expect(word).toMatch(/[\u4e00-\u9fff]/);
  }
});
