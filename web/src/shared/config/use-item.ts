/** An item as it is being written, while others may change it too. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConfigEntry, ConfigList, Name } from '@/api/types';
import { bodyOf, type Body } from './entries';
import { alike, clashes, merged, same } from './meanwhile';

/** What somebody else made of the item since it is being written here. */
export interface Meanwhile {
  /** What it was when one began to write. */
  before: Body;
  theirs: Body;
  mine: Body;
  by: Name | null;
  at: string;
  /** They want it to go. */
  removes: boolean;
  /** A draft was thrown away; nobody knows by whom. */
  discarded: boolean;
}

export type Choice = 'both' | 'theirs' | 'mine';

interface State {
  body: Body;
  changed: ConfigEntry['changed'] | undefined;
}

/** What is to be done about what others did: nothing, follow them, join both, or ask. */
function compared(
  from: State,
  now: State,
  body: Body,
  mayJoin: boolean,
): 'nothing' | 'follow' | 'join' | 'ask' {
  if (!now.changed || (from.changed && alike(now.changed.mark, from.changed.mark))) return 'nothing';
  if (body === from.body || same(now.body, body)) return 'follow';
  return mayJoin && !clashes(from.body, now.body, body).length ? 'join' : 'ask';
}

function told(from: State, now: State, mine: Body, removes: boolean): Meanwhile | null {
  if (!now.changed) return null;
  const { by, at } = now.changed;
  const discarded = from.changed !== undefined && at <= from.changed.at;
  return { before: from.body, theirs: now.body, mine, by, at, removes, discarded };
}

/**
 * It follows what others save for as long as nothing is written here that would be lost. Then `meanwhile` says
 * what they did, and `choose` what becomes of it. `base` goes with what is saved: what it was made from.
 * `joins`: what others change elsewhere in it is taken over without asking.
 */
export function useItem(entry: ConfigEntry | null, usual: Body = {}, joins = false) {
  const now: State = { body: bodyOf(entry, usual), changed: entry?.changed };
  const [from, setFrom] = useState(now);
  const [body, setBody] = useState(now.body);
  const [aside, setAside] = useState<Body | null>(null);
  const removes = entry?.draft_removes ?? false;
  const todo = compared(from, now, body, joins && !removes);
  const begin = (next: Body): void => {
    setFrom(now);
    setBody(next);
  };
  if (todo === 'follow') begin(now.body);
  if (todo === 'join') begin(merged(from.body, now.body, body));
  const choose = (choice: Choice): void => {
    setAside(choice === 'theirs' ? body : null);
    const ways = { theirs: now.body, mine: { ...body }, both: merged(from.body, now.body, body) };
    begin(ways[choice]);
  };
  return {
    body,
    setBody,
    changed: body !== from.body,
    base: from.changed?.mark,
    meanwhile: todo === 'ask' ? told(from, now, body, removes) : null,
    choose,
    /** What was written here before theirs was taken; null: nothing. */
    aside,
    takeBack: (): void => {
      if (aside) setBody(aside);
      setAside(null);
    },
    /** What is written by now is what was saved, or is not wanted any more. */
    settled: (): void => {
      setFrom({ ...from, body });
      setAside(null);
    },
  };
}

/** The mark of an item of a kind that is not there yet, once its list is known. */
export function useNothing(kind: string): () => string | undefined {
  const client = useQueryClient();
  return () => client.getQueryData<ConfigList>(['config', kind])?.nothing;
}
