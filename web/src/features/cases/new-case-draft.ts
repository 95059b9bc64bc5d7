/**
 * What is written of a new case, kept in this browser until the server has the case: a reload, or an answer that was
 * lost on the way, costs no word. Its key is kept with it, so that what is sent again after that is still one case.
 */
import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import type { CasePriority, FormValues } from '@/api/cases';
import { forgetOld, keep, readKept } from '@/shared/kept';
import { newOnce } from '@/shared/once';
import { useSession } from '@/shared/session/session';

export interface Draft {
  /** One for each form that is opened: however often it is sent, one case comes of it. */
  key: string;
  type: string | null;
  subject: string;
  text: string;
  priority: CasePriority | null;
  mine: boolean;
  about_agent: string | null;
  /** The master of the major incident to which it belongs. */
  incident: string | null;
  form: FormValues;
}

const PREFIX = 'huawu.new-case.';

const read = (name: string): Draft | null =>
  readKept(name, (found) => {
    const draft = found.draft as Draft | undefined;
    return draft?.key && typeof draft.subject === 'string' && typeof draft.text === 'string' ? draft : null;
  });

const written = (draft: Draft): boolean =>
  Boolean(draft.subject.trim() || draft.text.trim() || draft.type || Object.keys(draft.form).length);

/** The draft for this person, customer and contact. `begun`: it was there before. `forget`: the server has it. */
export function useDraft() {
  const { state } = useLocation() as { state: { text?: string; subject?: string } | null };
  const [asked] = useSearchParams();
  const session = useSession();
  const name = `${PREFIX}${session.user.id}.${asked.get('customer') ?? ''}.${asked.get('interaction') ?? ''}`;
  const blank = (): Draft => ({
    key: newOnce(),
    type: null,
    subject: state?.subject ?? '',
    text: state?.text ?? '',
    priority: null,
    mine: true,
    about_agent: null,
    incident: null,
    form: {},
  });
  const [{ draft, begun }, set] = useState(() => {
    forgetOld(PREFIX, read);
    const kept = read(name);
    return { draft: kept ?? blank(), begun: kept !== null };
  });
  useEffect(() => {
    if (written(draft)) keep(name, { draft });
    else localStorage.removeItem(name);
  }, [name, draft]);
  const setDraft = (change: Draft | ((before: Draft) => Draft)): void =>
    set((before) => ({
      ...before,
      draft: typeof change === 'function' ? change(before.draft) : change,
    }));
  const forget = (): void => localStorage.removeItem(name);
  const clear = (): void => set({ draft: { ...blank(), subject: '', text: '' }, begun: false });
  return { draft, setDraft, begun, forget, clear };
}
