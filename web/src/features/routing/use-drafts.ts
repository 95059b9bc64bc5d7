/** Drafts of queues, skills and calendars: saved, undone, published together, taken back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'react-router';
import { discardConfigDraft, saveConfigDraft } from '@/api/calls';
import { publishRouting, rollBackRouting, type RoutingKind } from '@/api/routing';
import { Problem } from '@/api/client';
import type { ConfigEntry } from '@/api/types';
import { bodyOf, type Body } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { sentenceFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { CALLBACK_FIELDS } from './callback';
import { faultOf } from './faults';
import { queueWords } from './queue-words';

/** Every field at which a form shows what was said against it. */
const FIELDS = [
  'key', 'name', 'order', 'answer_seconds', 'steps', 'preferred_wait_seconds', 'reserve_after_seconds',
  'ageing_seconds', 'ageing_classes', 'resume_seconds', 'strategy', 'ring_seconds', 'rona_limit', 'rona_state',
  'ring_at_once', 'wrap_up', 'wrap_up_seconds', 'auto_answer', 'overflows', 'max_waiting', 'max_wait_seconds',
  'refuse_when_empty', 'on_close', 'hours', 'callback', ...CALLBACK_FIELDS, 'help', 'week', 'days',
]; // prettier-ignore

export type Drafting = { key: string; value: Body | null } | { key: string; undo: true };

function useAgain(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(
      [['config'], ['queues'], ['config-history'], ['queue-now']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
  };
}

function useDraft(kind: RoutingKind) {
  return useMutation<unknown, unknown, Drafting>({
    mutationFn: (draft) =>
      'undo' in draft ? discardConfigDraft(kind, draft.key) : saveConfigDraft(kind, draft.key, draft.value),
    onSuccess: useAgain(),
  });
}

export const usePublish = () => useMutation({ mutationFn: () => publishRouting(), onSuccess: useAgain() });

export const useRollBack = () => useMutation({ mutationFn: rollBackRouting, onSuccess: useAgain() });

/** What is written of an item. It follows what others save for as long as nothing is written here that would
 * be lost. `settled`: what is written by now is what was saved, or is not wanted any more. */
function useBody(entry: ConfigEntry | null, usual: Body) {
  const now = bodyOf(entry, usual);
  const [first, setFirst] = useState(now);
  const [body, setBody] = useState(now);
  const changed = body !== first;
  if (entry && !changed && JSON.stringify(now) !== JSON.stringify(first)) {
    setFirst(now);
    setBody(now);
  }
  return { body, setBody, changed, settled: (): void => setFirst(body) };
}

/** One item as it is written: its body, its key, what stands against it, and saving it. */
export function useWriting(kind: RoutingKind, entry: ConfigEntry | null, taken: string[], usual: Body = {}) {
  const of = useTexts(queueWords);
  const { body, setBody, changed, settled } = useBody(entry, usual);
  const [key, setKey] = useState(entry ? entry.key : '');
  const drafting = useDraft(kind);
  const from = useLocation().state as { failure?: unknown } | null;
  const before = entry ? from?.failure : null;
  const faultAt = useFaults(drafting.error ?? before, FIELDS);
  const written = key.trim();
  const twice = !entry && taken.includes(written);
  const save = (event: FormEvent, done: () => void): void => {
    event.preventDefault();
    const onSuccess = (): void => {
      settled();
      done();
    };
    drafting.mutate({ key: written, value: body }, { onSuccess });
  };
  return {
    body,
    setBody,
    key,
    setKey,
    keyFault: twice ? of('taken') : faultAt('key'),
    faultAt,
    changed,
    ready: written !== '' && !twice && (changed || !entry),
    pending: drafting.isPending,
    act: (draft: Drafting): void => drafting.mutate(draft, { onSuccess: settled }),
    save,
  };
}

/** The refusal in words at the field that it is about; at '' when that is none of `fields`. */
function useFaults(failure: unknown, fields: readonly string[]): (field: string) => string {
  const locale = useLocale();
  if (!failure) return () => '';
  const words = sentenceFor(failure, locale);
  const about = failure instanceof Problem ? faultOf(failure) : '';
  const at = fields.includes(about) ? about : '';
  return (field) => (field === at ? words : '');
}
