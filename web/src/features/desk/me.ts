/** My own state and call: asked once, then kept by the facts of the live link. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getMe } from '@/api/calls';
import type { BoardCall, Fact, Micros } from '@/api/live';
import type { AgentState, Me, Stage } from '@/api/types';
import { microsOf } from '@/shared/format/time';
import { serverNow } from '@/shared/live/clock';
import { listen } from '@/shared/live/connection';

export const ME_KEY = ['me'] as const;

/** Where calls are, as the live link tells it: sooner than the database knows. */
let places: Record<string, Pick<BoardCall, 'stage' | 'queue' | 'agent'>> = {};

function placed(me: Me): Me {
  const place = me.interaction ? places[me.interaction.id] : undefined;
  if (!me.interaction || !place) return me;
  const queue = place.queue ?? me.interaction.queue;
  return {
    ...me,
    call: place.agent === me.agent.id ? callAt(me, place.stage) : me.call,
    interaction: { ...me.interaction, stage: place.stage, queue },
  };
}

/** My call at its new stage, while I am in charge of it; when a hold began is asked of the server soon after. */
function callAt(me: Me, stage: Stage): Me['call'] {
  if (!me.call || (stage !== 'dialling' && stage !== 'ringing' && stage !== 'talk' && stage !== 'hold'))
    return me.call;
  const held_since = stage === 'hold' ? (me.call.held_since ?? Math.round(serverNow())) : null;
  return { ...me.call, stage, held_since };
}

const wordOf = (told: unknown): string | null => (typeof told === 'string' ? told : null);

function remember({ kind, body }: Fact): void {
  const id = String(body.interaction);
  if (kind === 'interaction.stage') {
    const [queue, agent] = [wordOf(body.queue), wordOf(body.agent)];
    places[id] = { stage: body.stage as Stage, queue, agent };
  } else if (kind === 'interaction.ended') {
    delete places[id];
  }
}

export const useMe = () =>
  useQuery({ queryKey: ME_KEY, queryFn: async () => placed(await getMe()), staleTime: 30_000 });

const isoOf = (micros: unknown): string | null =>
  typeof micros === 'number' ? new Date(micros / 1000).toISOString() : null;

function afterMyChange(me: Me, body: Fact['body']): Me {
  const contact = typeof body.contact === 'string' ? body.contact : null;
  return {
    ...me,
    state: body.state as AgentState,
    reason: String(body.reason ?? ''),
    since: isoOf(body.since) ?? me.since,
    until: isoOf(body.until),
    contact,
    phone: phoneAfter(me.phone, body.phone),
    call: me.call?.interaction === contact ? me.call : null,
    interaction: me.interaction?.id === contact ? me.interaction : null,
  };
}

function phoneAfter(phone: Me['phone'], told: unknown): Me['phone'] {
  const { ready, why } = (told ?? {}) as Partial<Me['phone']>;
  return typeof ready === 'boolean' ? { ...phone, ready, why: why ?? null } : phone;
}

type Help = NonNullable<Me['call']>['help'];

function helpAfter(help: Help, kind: string, body: Fact['body']): Help {
  if (kind === 'interaction.help_ended') return null;
  if (kind === 'interaction.help_seen') return help && { ...help, seen_by: String(body.by) };
  return { since: Number(body.at), reason: String(body.reason ?? ''), seen_by: help?.seen_by ?? null };
}

/** My view after a fact, as far as the fact tells; the same object when it does not concern me. */
export function meAfter(me: Me, { kind, body }: Fact): Me {
  if (kind === 'agent.changed' && body.agent === me.agent.id) return afterMyChange(me, body);
  if (kind === 'interaction.stage' && me.interaction && body.interaction === me.interaction.id)
    return placed(me);
  if (kind.startsWith('interaction.help_') && me.call && body.interaction === me.call.interaction)
    return { ...me, call: { ...me.call, help: helpAfter(me.call.help, kind, body) } };
  if (kind === 'phone.registered' && body.extension === me.agent.extension) {
    return { ...me, phone_registered: Number(body.contacts) > 0 };
  }
  return me;
}

/** In another part of a call than before: how I am in it is asked for. */
const regrouped = (facts: Fact[], me: Me): boolean =>
  facts.some(({ kind, body }) => kind === 'call.parties' && body.agent === me.agent.id);

/** What facts tell only in part: the rest is asked for. */
const changedMuch = (before: Me, after: Me): boolean =>
  after.state !== before.state ||
  after.contact !== before.contact ||
  after.call?.stage !== before.call?.stage ||
  after.phone_registered !== before.phone_registered ||
  after.phone.ready !== before.phone.ready;

const SOON_MS = 400;

/** Live knows of my contact before the database does: until it does I am asked for again. */
function useContactKnown(): void {
  const client = useQueryClient();
  const { data, dataUpdatedAt } = useMe();
  const unknown = Boolean(data?.contact) && data?.interaction === null;
  useEffect(() => {
    if (!unknown) return undefined;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: ME_KEY }), SOON_MS);
    return () => clearTimeout(timer);
  }, [client, unknown, dataUpdatedAt]);
}

/** Keep my view live. Mounted once, by the call bar. */
export function useMeLive(): void {
  const client = useQueryClient();
  useContactKnown();
  useEffect(
    () =>
      listen({
        snapshot: (board) => {
          places = { ...board.calls };
          void client.invalidateQueries({ queryKey: ME_KEY });
        },
        facts: (facts) => {
          facts.forEach(remember);
          const before = client.getQueryData<Me>(ME_KEY);
          if (!before) return;
          const after = facts.reduce(meAfter, before);
          if (after !== before) client.setQueryData(ME_KEY, after);
          if (changedMuch(before, after) || regrouped(facts, before)) {
            void client.invalidateQueries({ queryKey: ME_KEY });
          }
        },
      }),
    [client],
  );
}

/** Whether I called somebody of the house: nobody writes that up, and the caller is me. */
export const isMyOwnCall = ({ interaction, agent }: Me): boolean =>
  interaction?.direction === 'internal' && interaction.caller === agent.extension;

/** Since when I am in my state, on the server's clock. */
export const sinceOf = (me: Me): Micros => (me.since === null ? serverNow() : microsOf(me.since));
