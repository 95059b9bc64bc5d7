/** The steps of an echo test and how far it came. Pure. */
import type { Call } from '@/shared/phone/state';

export interface Heard {
  called: boolean;
  way: boolean;
  spoken: boolean;
  back: boolean;
  running: boolean;
  over: boolean;
}

export const NOTHING_YET: Heard = {
  called: false,
  way: false,
  spoken: false,
  back: false,
  running: false,
  over: false,
};

/** What is known now that the test's call is there, finds its way, or is gone. The same object when nothing changed. */
export function heardAfter(heard: Heard, call: Call | null): Heard {
  const came = call !== null;
  const next: Heard = {
    ...heard,
    called: heard.called || came,
    way: heard.way || call?.path === 'up',
    running: came,
    over: heard.over || (heard.running && !came),
  };
  const same = (Object.keys(next) as (keyof Heard)[]).every((name) => next[name] === heard[name]);
  return same ? heard : next;
}

/** `later`: waits for the steps before it. */
export type StepState = 'passed' | 'waiting' | 'missing' | 'later';
export interface EchoStep {
  word: 'echoCalled' | 'echoWay' | 'echoSpoken' | 'echoHeard';
  state: StepState;
}

/** Each step waits for those before it; what is not there when the test is over is missing. */
export function stepsOf(heard: Heard): EchoStep[] {
  const done = {
    echoCalled: heard.called,
    echoWay: heard.way,
    echoSpoken: heard.spoken,
    echoHeard: heard.back,
  };
  const words = ['echoCalled', 'echoWay', 'echoSpoken', 'echoHeard'] as const;
  const first = words.findIndex((word) => !done[word]);
  return words.map((word, nth) => {
    if (done[word]) return { word, state: 'passed' };
    if (heard.over) return { word, state: nth === first ? 'missing' : 'later' };
    return { word, state: nth === first ? 'waiting' : 'later' };
  });
}
