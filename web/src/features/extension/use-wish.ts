/** An extension as it is, and the way to change one wish of it while the others stay. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getExtension, wishFor, type Extension, type Wishes } from '@/api/extensions';

const keyOf = (number: string) => ['extension', number] as const;

export const useExtension = (number: string | null) =>
  useQuery({
    queryKey: keyOf(number ?? ''),
    queryFn: () => getExtension(number ?? ''),
    enabled: number !== null,
  });

/** What is kept is asked first: a short code may have changed it meanwhile. */
export function useWish(number: string) {
  const client = useQueryClient();
  return useMutation<Extension, unknown, Partial<Wishes>>({
    mutationFn: async (change) => {
      const { dnd, always, busy, no_answer, offline } = await getExtension(number);
      return wishFor(number, { dnd, always, busy, no_answer, offline, ...change });
    },
    onSuccess: (extension) => client.setQueryData(keyOf(number), extension),
  });
}
