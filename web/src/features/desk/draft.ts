/**
 * Wrap-ups that are being written, kept in this browser: no word is lost to a reload, a short timer or a server that
 * is away. `draft-keeper` keeps them on the server too.
 */

export interface DraftCallback {
  at: string | null;
  number: string | null;
  note: string;
}

export interface Draft {
  type: string;
  result: string;
  note: string;
  callback: DraftCallback | null;
}

export interface KeptDraft extends Draft {
  interaction: string;
  who: string;
  at: number; // milliseconds
  /** The server's revision that this was written upon; 0 when it has none. */
  revision: number;
  /** There are words here that the server does not have. */
  unsent: boolean;
}

const PREFIX = 'huawu.wrap-up.';
const DAYS = 3;

export const EMPTY: Draft = { type: '', result: '', note: '', callback: null };

const keyOf = (agent: string, interaction: string): string => `${PREFIX}${agent}.${interaction}`;

function read(key: string): KeptDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<KeptDraft> | null;
    if (!kept || typeof kept.interaction !== 'string') return null;
    return { ...EMPTY, who: '', at: 0, revision: 0, unsent: true, ...kept, interaction: kept.interaction };
  } catch {
    return null;
  }
}

export const draftOf = (agent: string, interaction: string): KeptDraft | null =>
  read(keyOf(agent, interaction));

export const isEmpty = (draft: Draft): boolean =>
  !draft.type && !draft.result && !draft.note.trim() && !draft.callback;

/** Only what is written, without where and when. */
export const wordsOf = ({ type, result, note, callback }: Draft): Draft => ({ type, result, note, callback });

/** The same words, however the time of a call back is written. */
const inOneForm = ({ type, result, note, callback }: Draft): string => {
  const at = callback?.at ? Date.parse(callback.at) : 0;
  const promised = callback ? [at, callback.number, callback.note] : null;
  return JSON.stringify([type, result, note, promised]);
};

export const sameWords = (a: Draft, b: Draft): boolean => inOneForm(a) === inOneForm(b);

/** Keep a draft; an empty one that the server has nothing of is forgotten. */
export function keepDraft(agent: string, draft: KeptDraft): void {
  const key = keyOf(agent, draft.interaction);
  if (isEmpty(draft) && draft.revision === 0) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(draft));
}

export const dropDraft = (agent: string, interaction: string): void =>
  localStorage.removeItem(keyOf(agent, interaction));

/** This agent's drafts, newest first. Those older than three days are forgotten here. */
export function draftsOf(agent: string, now: number): KeptDraft[] {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${agent}.`));
  const kept: KeptDraft[] = [];
  for (const key of keys) {
    const draft = read(key);
    if (!draft || now - draft.at > DAYS * 86_400_000) localStorage.removeItem(key);
    else if (!isEmpty(draft)) kept.push(draft);
  }
  return kept.sort((a, b) => b.at - a.at);
}
