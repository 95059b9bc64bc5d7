/** Drafts of a kind: saved, undone, published. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { publishConfig } from '@/api/calls';
import type { ConfigEntry } from '@/api/types';
import { useItemDraft } from '@/shared/config/use-item-draft';

function useAgain(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['config'] });
}

/** An item as it is written, and its draft; `joins` as for `useItem`. */
export const useWriting = (kind: string, entry: ConfigEntry | null, joins = false) =>
  useItemDraft(kind, entry, { joins, again: useAgain() });

export const usePublish = () => useMutation({ mutationFn: publishConfig, onSuccess: useAgain() });
