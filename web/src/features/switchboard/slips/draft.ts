/** A message as its form has it, as it is sent, and the words in which it is read back. Pure. */
import type { Slip, SlipAsked } from '@/api/slips';
import { groupPhone } from '@/shared/format/phone';
import type { Speak } from '@/shared/i18n/texts';
import type { slipWords } from './words';

export interface Draft {
  /** Of the directory; '' while only a name was written. */
  entry: string;
  whom: string;
  caller: string;
  company: string;
  /** '' with a call at hand: the number that calls. */
  number: string;
  about: string;
  urgent: boolean;
  wish: Slip['wish'];
}

/** The call at hand. `number`: as this person may see it; '' when it was withheld. */
export interface AtHand {
  interaction: string;
  number: string;
  caller: string;
  company: string;
  customer: string | null;
}

export const EMPTY: Draft = {
  entry: '',
  whom: '',
  caller: '',
  company: '',
  number: '',
  about: '',
  urgent: false,
  wish: 'please_call',
};

export const draftFor = (hand: AtHand | null): Draft =>
  hand ? { ...EMPTY, caller: hand.caller, company: hand.company } : EMPTY;

export function draftOf(slip: Slip, name: string): Draft {
  const { caller, company, about, urgent, wish, to, from_call } = slip;
  const number = from_call ? '' : slip.number;
  return { entry: to.entry, whom: name, caller, company, number, about, urgent, wish };
}

/** The call that a slip came from, as long as its number is the one that called. */
export const handOf = (slip: Slip): AtHand | null =>
  slip.from_call && slip.interaction
    ? {
        interaction: slip.interaction,
        number: slip.number,
        caller: slip.caller,
        company: slip.company,
        customer: slip.customer,
      }
    : null;

/** Without a typed number the one that calls is meant, where one calls. */
export function askedOf(draft: Draft, hand: AtHand | null): SlipAsked {
  const typed = draft.number.trim();
  return {
    to: draft.entry ? { entry: draft.entry, name: '' } : { entry: '', name: draft.whom.trim() },
    caller: draft.caller.trim(),
    company: draft.company.trim(),
    number: typed || !hand?.number ? typed : null,
    about: draft.about.trim(),
    urgent: draft.urgent,
    wish: draft.wish,
    called_at: null,
    interaction: hand?.interaction ?? null,
    customer: hand?.customer ?? null,
  };
}

type Say = Speak<(typeof slipWords)['zh-CN']>;

const from = ({ caller, company }: Draft, t: Say): string =>
  caller && company ? t('of', { caller, company }) : caller || company;

function numberLine({ number }: Draft, hand: AtHand | null, t: Say): string {
  if (number.trim()) return t('lineNumber', { number: groupPhone(number.trim()) });
  if (!hand?.number) return '';
  return hand.number.includes('*')
    ? t('lineNumberOfCall')
    : t('lineNumber', { number: groupPhone(hand.number) });
}

/** What an operator says, so that the caller hears what was written down. */
export function readBack(draft: Draft, hand: AtHand | null, t: Say): string {
  const whom = draft.whom.trim() || t('somebody');
  const who = from({ ...draft, caller: draft.caller.trim(), company: draft.company.trim() }, t);
  const about = draft.about.trim().replace(/[。.!！]+$/, '');
  const wish =
    `line${draft.wish.charAt(0).toUpperCase()}${draft.wish.slice(1)}` as `line${Capitalize<Draft['wish']>}`;
  return [
    t('lineHello'),
    t('lineWhom', { whom }),
    who ? t('lineFrom', { from: who }) : '',
    numberLine(draft, hand, t),
    about ? t('lineAbout', { about }) : '',
    t(wish, { whom }),
    draft.urgent ? t('lineUrgent') : '',
    t('lineRight'),
  ].join('');
}

/** At which field a refusal belongs; '' at none. */
const FIELDS: Record<string, keyof Draft> = {
  'slip.for_nobody': 'whom',
  'directory.unknown': 'whom',
  'slip.from_nobody': 'caller',
  'slip.bad_number': 'number',
  'slip.number_needed': 'number',
  'slip.no_call': 'number',
};

export const fieldOf = (key: string): keyof Draft | '' => FIELDS[key] ?? '';
