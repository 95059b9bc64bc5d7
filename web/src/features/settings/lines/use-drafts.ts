/** Drafts of a kind: saved, undone, published. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { discardConfigDraft, publishConfig, saveConfigDraft } from '@/api/calls';
import type { Body } from '@/shared/config/entries';

type Draft = { key: string; value: Body | null } | { key: string; undo: true };

export function useDraft(kind: string) {
  const client = useQueryClient();
  return useMutation<unknown, unknown, Draft>({
    mutationFn: (draft) =>
      'undo' in draft ? discardConfigDraft(kind, draft.key) : saveConfigDraft(kind, draft.key, draft.value),
    onSuccess: () => client.invalidateQueries({ queryKey: ['config'] }),
  });
}

export function usePublish() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: publishConfig,
    onSuccess: () => client.invalidateQueries({ queryKey: ['config'] }),
  });
}
