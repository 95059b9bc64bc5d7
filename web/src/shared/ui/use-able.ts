/** Who has a skill or speaks a language, with how they are just now. */
import { useQuery } from '@tanstack/react-query';
import { listAble, type AbleAgent } from '@/api/calm';
import type { AgentState } from '@/api/types';
import { useBoard } from '@/shared/board/board-store';

export interface Able {
  who: AbleAgent;
  state: AgentState;
}

/** `me`: who looks, for one does not ask oneself. Undefined until they are known. */
export function useAble(
  asked: { skill: string } | { language: string },
  me: string | null | undefined,
): Able[] | undefined {
  const agents = useBoard()?.agents;
  const found = useQuery({ queryKey: ['able', asked], queryFn: () => listAble(asked), staleTime: 60_000 });
  return found.data?.items
    .filter(({ id }) => id !== me)
    .map((who) => ({ who, state: agents?.[who.id]?.state ?? 'signed_out' }));
}
