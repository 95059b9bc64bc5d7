/** Who is moved between queues for a while. One that is over goes by itself. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endMove, listMoves, moveAgents } from '@/api/people';

const KEY = ['moves'];
const LOOK_MS = 10_000;

export const useMoves = () => useQuery({ queryKey: KEY, queryFn: listMoves, refetchInterval: LOOK_MS });

/** The answer is who is moved now. */
function useChange<Asked>(act: (asked: Asked) => ReturnType<typeof listMoves>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: (moves) => client.setQueryData(KEY, moves) });
}

export const useMoveAgents = () => useChange(moveAgents);
export const useEndMove = () =>
  useChange(({ agent, queue }: { agent: string; queue: string }) => endMove(agent, queue));
