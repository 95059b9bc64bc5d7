/** The call at hand with its parties: asked once, then kept by what the live link tells this agent's own page. */
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Problem } from '@/api/client';
import { getCall, type CallShown, type PartyShown } from '@/api/control';
import type { BoardAgent, Fact } from '@/api/live';
import type { Me } from '@/api/types';
import { boardNow } from '@/shared/board/board-store';
import { listen } from '@/shared/live/connection';
import { popKey } from './pop';

export const callKey = (interaction: string) => ['call', interaction] as const;

/** A party as the live link tells it: without names, and without outside numbers. */
type Told = Omit<PartyShown, 'agent' | 'number' | 'number_masked' | 'since'> & {
  agent: string | null;
  extension: string;
  since: number;
};
type Agents = Record<string, BoardAgent>;

function partyAfter(told: Told, before: PartyShown | undefined, agents: Agents): PartyShown {
  const { agent, extension, since, ...plain } = told;
  const known = agent === null ? undefined : agents[agent];
  return {
    ...plain,
    agent: known && agent ? { id: agent, ...known } : (before?.agent ?? null),
    number: extension || (before?.number ?? ''),
    number_masked: before?.number_masked ?? false,
    since: since ? new Date(since / 1000).toISOString() : null,
  };
}

/** The outside number that was called is not told live: it stays as it was asked for. */
function outcomeAfter(told: unknown, before: CallShown['outcome']): CallShown['outcome'] {
  if (!told) return null;
  const outcome = told as Omit<NonNullable<CallShown['outcome']>, 'at'> & { at: number };
  const at = new Date(outcome.at / 1000).toISOString();
  return { ...outcome, to: { ...outcome.to, id: outcome.to.id || (before?.to.id ?? '') }, at };
}

/** The call after a fact `call.parties`; what may be done now is asked for anew. */
export function callAfter(call: CallShown, body: Fact['body'], agents: Agents): CallShown {
  return {
    ...call,
    stage: body.stage as CallShown['stage'],
    since: new Date(Number(body.since) / 1000).toISOString(),
    agent: typeof body.in_charge === 'string' ? body.in_charge : null,
    locked: body.locked === true,
    outcome: outcomeAfter(body.outcome, call.outcome),
    parties: (body.parties as Told[]).map((one) =>
      partyAfter(
        one,
        call.parties.find(({ party }) => party === one.party),
        agents,
      ),
    ),
  };
}

function hear(client: QueryClient, body: Fact['body'], agents: Agents): void {
  const key = callKey(String(body.interaction));
  if (body.stage === 'left') {
    // Not removed: what still shows it would ask for a call that is over. Whoever gets it again asks anew, and is
    // told anew who hands it over.
    void client.cancelQueries({ queryKey: key });
    void client.invalidateQueries({ queryKey: key, refetchType: 'none' });
    void client.invalidateQueries({ queryKey: popKey(String(body.interaction)), refetchType: 'none' });
    return;
  }
  const before = client.getQueryData<CallShown>(key);
  if (before) client.setQueryData(key, callAfter(before, body, agents));
  void client.invalidateQueries({ queryKey: key });
}

/** Keep the calls of this agent live. Mounted once, by the call bar. */
export function useCallLive(agent: string | undefined): void {
  const client = useQueryClient();
  useEffect(
    () =>
      listen({
        snapshot: () => void client.invalidateQueries({ queryKey: ['call'] }),
        facts: (facts) => {
          for (const { kind, body } of facts)
            if (kind === 'call.parties' && body.agent === agent) hear(client, body, boardNow()?.agents ?? {});
        },
      }),
    [client, agent],
  );
}

const AWAITED = ['ringing', 'dialling'];

/** Whether something can be done with the call now: it is up, and this agent is in it. */
const isUp = (me: Me): boolean =>
  me.state === 'talking' && me.call !== null && !AWAITED.includes(me.call.stage);

/** My call, once I am in it; undefined while nothing is known. */
export function useCallShown(me: Me): CallShown | undefined {
  const id = isUp(me) ? (me.call?.interaction ?? '') : '';
  const found = useQuery({
    queryKey: callKey(id),
    queryFn: () => getCall(id),
    enabled: id !== '',
    staleTime: 30_000,
    retry: (tries, failure) => tries < 3 && !(failure instanceof Problem && failure.status < 500),
  }).data;
  return id ? found : undefined;
}

/** Who is in the customer's place. Of a room that an agent has called, the name on record is that agent's. */
export function customerName({ interaction }: Me, number: string): string {
  if (!interaction) return '';
  const calledByUs = interaction.direction === 'internal' && interaction.caller !== number;
  return interaction.customer?.name || (calledByUs ? '' : interaction.caller_name);
}

export const partyOf = (call: CallShown, agent: string): PartyShown | undefined =>
  call.parties.find((one) => one.agent?.id === agent);
