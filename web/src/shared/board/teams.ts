/** Teams of agents: who leads, who belongs. Asked anew when a configuration was published (the board starts anew). */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listTeams } from '@/api/people';
import type { components } from '@/api/schema';
import { listen } from '@/shared/live/connection';

export type TeamOfAgents = components['schemas']['TeamShown'];

const KEY = ['teams'];

export function useTeams(): TeamOfAgents[] {
  const client = useQueryClient();
  useEffect(() => listen({ snapshot: () => void client.invalidateQueries({ queryKey: KEY }) }), [client]);
  return useQuery({ queryKey: KEY, queryFn: listTeams, staleTime: 5 * 60_000 }).data?.items ?? [];
}

/** Those of the team only, when one is chosen; else everybody, those of the own team first. */
export function byTeam<Agent extends { id: string }>(
  agents: Agent[],
  teams: readonly TeamOfAgents[],
  { team, me }: { team: string | null; me: string | undefined },
): Agent[] {
  const only = teams.find((one) => one.id === team);
  if (only) return agents.filter((agent) => only.agents.includes(agent.id));
  const own = teams.find((one) => one.leader !== null && one.leader === me);
  if (!own) return agents;
  const mine = new Set(own.agents);
  return [...agents.filter((agent) => mine.has(agent.id)), ...agents.filter((agent) => !mine.has(agent.id))];
}
