/** Routing's decisions as sentences. What the engine says that has no words yet is left out, never shown raw. */
import type { Decision } from '@/api/types';
import type { Speak } from '@/shared/i18n/texts';
import type { reasonWords } from './reasons-words';

type T = Speak<(typeof reasonWords)['zh-CN']>;
type Word = keyof (typeof reasonWords)['zh-CN'];
type Row = Record<string, unknown>;

export interface Sentence {
  at: string;
  text: string;
  details: string[];
}

export interface Names {
  agent: (id: string) => string;
  queue: (id: string) => string;
}

interface Telling {
  t: T;
  names: Names;
  /** Words for a value of the engine; the value itself when it has none. */
  say: (value: unknown, prefix?: string) => string;
  who: (row: Row) => string;
}

const PLAIN = new Set<string>([
  'longest_idle', 'fewest_contacts', 'round_robin', 'linear', 'best_skill', 'did_not_take_it', 'contact_left',
  'fewest_minutes', 'least_skilled', 'last_agent', 'weighted_random', 'by_pulled', 'taken', 'pulled',
  'phone_not_ready', 'estimate', 'to_queue', 'to_voicemail', 'to_callback', 'to_outside',
  'to_announcement',
  'timeout', 'agent_away', 'full', 'waited_too_long', 'no_agents', 'closed', 'hung_up', 'moved', 'failed',
  'overflowed', 'no_answer', 'busy', 'unreachable', 'by_contact', 'by_agent', 'by_preferred', 'by_wish',
]); // prettier-ignore

function telling(t: T, names: Names): Telling {
  const plain = t as unknown as (key: string) => string;
  const say = (value: unknown, prefix = ''): string => {
    const key = value === 'declined' ? 'declined_by_hand' : `${prefix}${String(value)}`;
    return PLAIN.has(key) || key === 'declined_by_hand' ? plain(key as Word) : String(value);
  };
  const who = (row: Row): string =>
    (typeof row.agent === 'string' && names.agent(row.agent)) || t('someAgent');
  return { t, names, say, who };
}

const rounded = (value: unknown): number => Math.round(Number(value) || 0);

function offerDetails(reason: Row, { t, names, say }: Telling): string[] {
  const why = t('offerWhy', {
    by: say(reason.by, 'by_'),
    strategy: say(reason.strategy),
    idle: rounded(reason.idle_seconds),
    waited: rounded(reason.waited_seconds),
    position: rounded(reason.position),
    candidates: rounded(reason.candidates),
  });
  const passed = Array.isArray(reason.why_not) ? (reason.why_not as Row[]) : [];
  const others = passed.map((one) =>
    t('passedOver', {
      who: typeof one.agent === 'string' ? names.agent(one.agent) || t('someAgent') : t('aContact'),
      why: say(one.why),
    }),
  );
  const nth = typeof reason.step === 'number' ? reason.step : -1;
  const step = nth < 0 ? [] : [t('inStep', { n: nth + 1 })];
  return [why, ...step, ...others];
}

/** Where somebody was sent on: `[kind, name]`. */
function sentOn(to: unknown, { names, say }: Telling): string[] {
  if (!Array.isArray(to)) return [];
  const [kind, name] = to as string[];
  const where = kind === 'outside' ? name : kind === 'announcement' ? '' : name && names.queue(name);
  return [`${say(kind, 'to_')}${where ? ` ${where}` : ''}`];
}

const TOLD: Record<string, (row: Row, tell: Telling) => string> = {
  Arrived: (row, { t, names }) => {
    const contact = (row.contact ?? {}) as Row;
    return t('arrived', {
      queue: names.queue(String(contact.queue ?? '')),
      priority: rounded(contact.priority),
    });
  },
  Abandoned: (row, { t, say }) => t('abandoned', { cause: say(row.cause) }),
  Declined: (row, { t, say, who }) => t('declined', { agent: who(row), cause: say(row.cause) }),
  Finished: (row, { t, who }) => t('finished', { agent: who(row) }),
};

const ANSWERED: Record<string, (row: Row, tell: Telling) => Omit<Sentence, 'at'>> = {
  Offer: (row, tell) => ({
    text: tell.t('offer', { agent: tell.who(row) }),
    details: offerDetails((row.reason ?? {}) as Row, tell),
  }),
  Connect: (row, { t, who }) => ({ text: t('connect', { agent: who(row) }), details: [] }),
  Withdraw: (row, { t, who, say }) => ({
    text: t('withdraw', { agent: who(row), cause: say(row.cause) }),
    details: [],
  }),
  Overflow: (row, tell) => ({
    text: tell.t('overflow', { cause: tell.say(row.cause) }),
    details: sentOn(row.to, tell),
  }),
};

/** Every decision about one contact, in order, as sentences. */
export function sentencesOf(decisions: Decision[], contact: string, t: T, names: Names): Sentence[] {
  const tell = telling(t, names);
  return decisions.flatMap(({ at, told, answers }) => {
    const heard = TOLD[String(told.kind)]?.(told, tell);
    const first = heard ? [{ at, text: heard, details: [] }] : [];
    const rest = answers
      .filter((row) => row.contact === undefined || row.contact === contact)
      .flatMap((row) => {
        const said = ANSWERED[String(row.kind)]?.(row, tell);
        return said ? [{ at, ...said }] : [];
      });
    return [...first, ...rest];
  });
}
