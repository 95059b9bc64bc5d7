/** Drafts of a kind: saved, undone, published. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { discardConfigDraft, publishConfig, saveConfigDraft } from '@/api/calls';
import type { ConfigEntry } from '@/api/types';
import type { Body } from '@/shared/config/entries';
import { isLate } from '@/shared/config/meanwhile';
import { useItem, useNothing, type Choice } from '@/shared/config/use-item';

type Draft = { key: string; value: Body | null } | { key: string; undo: true };

function useDraft(kind: string) {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: ['config'] });
  return useMutation<unknown, unknown, Draft & { base: string | undefined }>({
    mutationFn: (draft) =>
      'undo' in draft
        ? discardConfigDraft(kind, draft.key, draft.base)
        : saveConfigDraft(kind, draft.key, draft.value, draft.base),
    onSuccess: again,
    onError: (failure) => (isLate(failure) ? again() : undefined),
  });
}

/** An item as it is written, and its draft; `joins` as for `useItem`. */
export function useWriting(kind: string, entry: ConfigEntry | null, joins = false) {
  const item = useItem(entry, {}, joins);
  const nothing = useNothing(kind);
  const drafting = useDraft(kind);
  const meanwhile = drafting.isPending ? null : item.meanwhile;
  const act = (draft: Draft, onSuccess?: () => void): void =>
    drafting.mutate(
      { ...draft, base: item.base || nothing() },
      {
        onSuccess: () => {
          item.settled();
          onSuccess?.();
        },
      },
    );
  const choose = (choice: Choice): void => {
    drafting.reset();
    item.choose(choice);
  };
  return {
    ...item,
    meanwhile,
    choose,
    act,
    pending: drafting.isPending,
    failure: meanwhile && isLate(drafting.error) ? null : drafting.error,
  };
}

export function usePublish() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: publishConfig,
    onSuccess: () => client.invalidateQueries({ queryKey: ['config'] }),
  });
}
