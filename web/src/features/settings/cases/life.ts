/** The life of call tickets as it is written: what is wrong with it before the server says so. Pure. */
import type { Body } from '@/shared/config/entries';
import type { Row } from './Rows';

export interface State extends Row {
  end: boolean;
}
export interface Step extends Row {
  from: string[];
  to: string;
  does: string[];
  needs: string[];
}
export interface Life {
  begins: string;
  booked: string;
  states: State[];
  steps: Step[];
}

export const lifeOf = (body: Body): Life => ({
  begins: typeof body.begins === 'string' ? body.begins : '',
  booked: typeof body.booked === 'string' ? body.booked : '',
  states: Array.isArray(body.states) ? (body.states as State[]) : [],
  steps: Array.isArray(body.steps) ? (body.steps as Step[]) : [],
});

/** All that can be come to from these by such ways. */
function reached(from: readonly string[], ways: readonly (readonly [string, string])[]): Set<string> {
  const found = new Set(from);
  for (let more = true; more;) {
    const next = ways.filter(([begin, end]) => found.has(begin) && !found.has(end));
    next.forEach(([, end]) => found.add(end));
    more = next.length > 0;
  }
  return found;
}

export type Trouble = { what: 'unreached' | 'endless'; state: State } | { what: 'noFrom'; step: Step };

/** States that no ticket comes to, those from which it never ends, and steps that begin nowhere. */
export function troubles({ begins, booked, states, steps }: Life): Trouble[] {
  const ways = steps.flatMap(({ from, to }) => from.map((begin) => [begin, to] as const));
  const come = reached([begins, booked], ways);
  const ends = states.filter(({ end }) => end).map(({ id }) => id);
  const out = reached(
    ends,
    ways.map(([begin, end]) => [end, begin] as const),
  );
  return [
    ...states.filter(({ id }) => !come.has(id)).map((state) => ({ what: 'unreached' as const, state })),
    ...states.filter(({ id }) => !out.has(id)).map((state) => ({ what: 'endless' as const, state })),
    ...steps.filter(({ from }) => !from.length).map((step) => ({ what: 'noFrom' as const, step })),
  ];
}

/** Without a state: no step begins there any more, and those that led there are gone. */
export function withoutState(life: Life, id: string): Life {
  const steps = life.steps
    .filter(({ to }) => to !== id)
    .map((step) => ({ ...step, from: step.from.filter((one) => one !== id) }))
    .filter(({ from }) => from.length > 0);
  return { ...life, steps, states: life.states.filter((state) => state.id !== id) };
}

/** An end has no way out: steps do not begin there. */
export function withState(life: Life, next: State): Life {
  const states = life.states.map((state) => (state.id === next.id ? next : state));
  if (!next.end) return { ...life, states };
  const steps = life.steps.map((step) => ({ ...step, from: step.from.filter((one) => one !== next.id) }));
  return { ...life, states, steps };
}
