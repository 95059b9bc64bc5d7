/** Drafts of queues, skills and calendars: saved, undone, published together, taken back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { discardConfigDraft, saveConfigDraft } from '@/api/calls';
import { publishRouting, rollBackRouting, type RoutingKind } from '@/api/routing';
import { Problem } from '@/api/client';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { faultOf } from './faults';
import type { Body } from './plan';

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

export function useDraft(kind: RoutingKind) {
  return useMutation<unknown, unknown, Drafting>({
    mutationFn: (draft) =>
      'undo' in draft ? discardConfigDraft(kind, draft.key) : saveConfigDraft(kind, draft.key, draft.value),
    onSuccess: useAgain(),
  });
}

export const usePublish = () => useMutation({ mutationFn: publishRouting, onSuccess: useAgain() });

export const useRollBack = () => useMutation({ mutationFn: rollBackRouting, onSuccess: useAgain() });

/** The refusal in words at the field that it is about; at '' when that is none of `fields`. */
export function useFaults(failure: unknown, fields: readonly string[]): (field: string) => string {
  const locale = useLocale();
  if (!failure) return () => '';
  const { title, detail } = wordsFor(failure, locale);
  const words = [title, detail].filter(Boolean).join(' ');
  const about = failure instanceof Problem ? faultOf(failure) : '';
  const at = fields.includes(about) ? about : '';
  return (field) => (field === at ? words : '');
}
