/** An item of the configuration as it is written, and its draft: saved, or thrown away. */
import { useMutation } from '@tanstack/react-query';
import { discardConfigDraft, saveConfigDraft } from '@/api/calls';
import type { ConfigEntry } from '@/api/types';
import type { Body } from './entries';
import { isLate } from './meanwhile';
import { useItem, useNothing, type Choice } from './use-item';

type Draft = { key: string; value: Body | null } | { key: string; undo: true };

interface Ways {
  /** What a new one says to begin with. */
  usual?: Body;
  /** As for `useItem`. */
  joins?: boolean;
  /** What was said against it before it was written here. */
  before?: unknown;
  /** Fetches anew what shows drafts. */
  again: () => Promise<unknown>;
}

/** `failure`: what was said against it, as far as what others did meanwhile does not say it. */
export function useItemDraft(kind: string, entry: ConfigEntry | null, ways: Ways) {
  const item = useItem(entry, ways.usual, ways.joins);
  const nothing = useNothing(kind);
  const drafting = useMutation<unknown, unknown, Draft & { base: string | undefined }>({
    mutationFn: (draft) =>
      'undo' in draft
        ? discardConfigDraft(kind, draft.key, draft.base)
        : saveConfigDraft(kind, draft.key, draft.value, draft.base),
    onSuccess: ways.again,
    onError: (failure) => (isLate(failure) ? ways.again() : undefined),
  });
  const act = (draft: Draft, done?: () => void): void => {
    const onSuccess = (): void => {
      item.settled();
      done?.();
    };
    drafting.mutate({ ...draft, base: item.base || nothing() }, { onSuccess });
  };
  const choose = (choice: Choice): void => {
    drafting.reset();
    item.choose(choice);
  };
  const meanwhile = drafting.isPending ? null : item.meanwhile;
  const failure = drafting.error ?? ways.before;
  return {
    ...item,
    meanwhile,
    choose,
    act,
    pending: drafting.isPending,
    failure: meanwhile && isLate(failure) ? null : failure,
  };
}
