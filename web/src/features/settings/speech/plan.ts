/** A plan of speech as a form has it: whatever stands in it that is not known here stays. Pure. */
import type { Body } from '@/shared/config/entries';
import { isTable, listOf, textOf } from '@/shared/flow/plain';

export type Side = 'hear' | 'say';
export type Engine = Record<string, unknown>;

export const ENGINES: Record<Side, readonly string[]> = {
  hear: ['builtin', 'funasr_ws', 'openai_http', 'sherpa_onnx'],
  say: ['builtin', 'openai_http'],
};
export const USUAL_SECONDS: Record<Side, number> = { hear: 10, say: 30 };
export const VOICES = { 'zh-CN': 'zf_xiaobei', 'en-US': 'af_heart' } as const;
const WITH_ADDRESS = ['openai_http', 'funasr_ws'];
const WITH_MODEL = ['openai_http', 'sherpa_onnx'];

export const hasAddress = (engine: Engine): boolean => WITH_ADDRESS.includes(textOf(engine.engine));
export const hasModel = (engine: Engine): boolean => WITH_MODEL.includes(textOf(engine.engine));

export const enginesOf = (body: Body, side: Side): Engine[] => listOf(body[side]).filter(isTable);

/** An engine of a kind to begin with; what cannot be used with it is left out. */
export function engineOf(kind: string, side: Side): Engine {
  return { engine: kind, ...(side === 'say' ? { voices: { ...VOICES }, speed: 0.9 } : {}) };
}

export interface Term {
  term: string;
  heard_as?: string[];
}

export const termsOf = (body: Body): Term[] =>
  listOf(body.lexicon)
    .filter(isTable)
    .map((one) => ({
      term: textOf(one.term),
      ...(Array.isArray(one.heard_as) ? { heard_as: one.heard_as.map(String) } : {}),
    }));

/** Where a fault stands: `hear.0`, `lexicon`; '' for the plan as a whole. */
export function placeOf(field: unknown): string {
  const [side = '', nth] = textOf(field).split('.');
  return side === 'hear' || side === 'say' ? `${side}.${nth ?? ''}` : side;
}
