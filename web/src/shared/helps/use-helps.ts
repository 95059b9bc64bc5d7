/** Who asks for help with a case, and what is done about it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listCaseHelps, seeCaseHelp, type CaseHelp } from '@/api/calm';
import { useSayRefusal } from '@/shared/ui/say-refusal';

const HELPS_KEY = ['case-helps'] as const;
const EVERY = 10_000;

export const useHelps = (enabled = true) =>
  useQuery({
    queryKey: HELPS_KEY,
    queryFn: listCaseHelps,
    refetchInterval: EVERY,
    refetchIntervalInBackground: true,
    enabled,
  });

/** Whether it is mine to see to: nobody does yet, or I do. */
export const waitsForMe = (help: CaseHelp): boolean => !help.seen_by || help.mine;

/** Something became of requests for help: lists of them and of cases are asked for again. */
export function useFreshHelps(): () => void {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: HELPS_KEY });
    void client.invalidateQueries({ queryKey: ['cases'] });
  };
}

export function useSeeHelp() {
  const fresh = useFreshHelps();
  return useMutation({ mutationFn: seeCaseHelp, onError: useSayRefusal(), onSettled: fresh });
}
