/** The guides, and what was done by them of a contact or a case. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getKept, keep, listGuides, type Guide, type Kept, type Of, type Told } from '@/api/calm';
import { newOnce } from '@/shared/once';
import { useSayRefusal } from '@/shared/ui/say-refusal';

const NO_GUIDES: Guide[] = [];
const keyOf = (of: Of) => ['calm', of] as const;

export const useGuides = (): Guide[] =>
  useQuery({ queryKey: ['calm', 'guides'], queryFn: listGuides, staleTime: 5 * 60_000 }).data?.items ??
  NO_GUIDES;

export function useKept(of: Of): Kept | undefined {
  return useQuery({ queryKey: keyOf(of), queryFn: () => getKept(of), staleTime: 30_000 }).data;
}

export type Deed = Omit<Told, 'key' | 'note'> & { note?: string };

/** Put on record what was done; what comes back is how it stands then. */
export function useKeeping(of: Of) {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({
    mutationFn: ({ note = '', ...deed }: Deed) => keep(of, { key: newOnce(), note, ...deed }),
    onSuccess: (kept) => client.setQueryData<Kept>(keyOf(of), kept),
    onError,
  });
}
