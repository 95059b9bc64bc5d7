/** Drafts of queues, skills and calendars: saved, undone, taken back. */
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { RoutingKind } from '@/api/routing';
import { Problem } from '@/api/client';
import type { ConfigEntry } from '@/api/types';
import type { Body } from '@/shared/config/entries';
import { useItemDraft } from '@/shared/config/use-item-draft';
import { useLocale } from '@/shared/i18n/locale';
import { useFailureBefore } from '@/shared/config/failure-before';
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

/** Fetches anew what shows drafts and versions. */
export function useAgain(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(
      [['config'], ['queues'], ['config-history'], ['queue-now']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
  };
}

/** One item as it is written: its body, its key, what stands against it, and saving it. */
export function useWriting(kind: RoutingKind, entry: ConfigEntry | null, taken: string[], usual: Body = {}) {
  const of = useTexts(queueWords);
  const before = useFailureBefore();
  const item = useItemDraft(kind, entry, { usual, before: entry ? before : null, again: useAgain() });
  const { body, setBody, changed, pending, act } = item;
  const [key, setKey] = useState(entry ? entry.key : '');
  const faultAt = useFaults(item.failure, FIELDS);
  const written = key.trim();
  const twice = !entry && taken.includes(written);
  const save = (event: FormEvent, done: () => void): void => {
    event.preventDefault();
    act({ key: written, value: body }, done);
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
    pending,
    act,
    save,
    kind,
    item,
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
