/** Wrap-ups that are being written, kept in this browser so that no word is lost to a reload or a short timer. */

export interface Draft {
  type: string;
  result: string;
  note: string;
}

export interface KeptDraft extends Draft {
  interaction: string;
  who: string;
  at: number; // milliseconds
}

const PREFIX = 'huawu.wrap-up.';
const DAYS = 3;

export const EMPTY: Draft = { type: '', result: '', note: '' };

const keyOf = (agent: string, interaction: string): string => `${PREFIX}${agent}.${interaction}`;

function read(key: string): KeptDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as KeptDraft | null;
    return kept && typeof kept.interaction === 'string' ? kept : null;
  } catch {
    return null;
  }
}

export const draftOf = (agent: string, interaction: string): KeptDraft | null =>
  read(keyOf(agent, interaction));

export const isEmpty = (draft: Draft): boolean => !draft.type && !draft.result && !draft.note.trim();

/** Keep a draft; an empty one is forgotten. */
export function keepDraft(agent: string, draft: KeptDraft): void {
  const key = keyOf(agent, draft.interaction);
  if (isEmpty(draft)) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(draft));
}

export const dropDraft = (agent: string, interaction: string): void =>
  localStorage.removeItem(keyOf(agent, interaction));

/** This agent's drafts, newest first. Those older than three days are forgotten. */
export function draftsOf(agent: string, now: number): KeptDraft[] {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${agent}.`));
  const kept: KeptDraft[] = [];
  for (const key of keys) {
    const draft = read(key);
    if (!draft || now - draft.at > DAYS * 86_400_000) localStorage.removeItem(key);
    else kept.push(draft);
  }
  return kept.sort((a, b) => b.at - a.at);
}
