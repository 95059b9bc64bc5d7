/** People, changed at once on the screen and as drafts on the server, one after another. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import {
  discardPeopleDrafts,
  draftPeople,
  lastPeoplePublished,
  listPeople,
  publishPeople,
  undoPeople,
  type Changes,
  type People,
} from '@/api/people';
import { isLate } from '@/shared/config/meanwhile';

const KEY = ['people'];
const LAST = ['people-published'];

export const usePeople = () => useQuery({ queryKey: KEY, queryFn: listPeople });
export const useLastPublished = () => useQuery({ queryKey: LAST, queryFn: lastPeoplePublished });

/** As it will be when the server has heard of it. */
function changed(people: People, { agents = {}, teams = {} }: Changes): People {
  const known = people.teams.map((team) => {
    const wish = teams[team.key];
    return wish === undefined ? team : { ...team, draft: wish, draft_removes: wish === null };
  });
  const fresh = Object.entries(teams)
    .filter(([key, wish]) => wish && !people.teams.some((team) => team.key === key))
    .map(([key, wish]) => ({ key, value: null, draft: wish, draft_removes: false, mark: people.nothing }));
  return {
    ...people,
    people: people.people.map((one) => {
      const wish = agents[one.agent.number];
      return wish ? { ...one, draft: wish } : one;
    }),
    teams: [...known, ...fresh],
  };
}

/** As it is shown, with the marks of what the server has by now. */
function marked(shown: People, { people, teams }: People): People {
  const agents = new Map(people.map((one) => [one.agent.number, one.mark]));
  const known = new Map(teams.map((team) => [team.key, team.mark]));
  return {
    ...shown,
    people: shown.people.map((one) => ({ ...one, mark: agents.get(one.agent.number) ?? one.mark })),
    teams: shown.teams.map((team) => ({ ...team, mark: known.get(team.key) ?? team.mark })),
  };
}

/** A burst of keys is sent in order; only the last answer is shown, so that nothing jumps back meanwhile. */
export function useDraftPeople() {
  const client = useQueryClient();
  const refused = useRef<unknown[]>([]);
  const known = useRef(new WeakMap<Changes, number>());
  return useMutation({
    mutationKey: KEY,
    scope: { id: 'people' },
    mutationFn: async (changes: Changes) => {
      // What was written before somebody else's change was seen is not sent after it.
      if (known.current.get(changes) !== refused.current.length) throw refused.current.at(-1);
      return draftPeople(changes, client.getQueryData<People>(KEY));
    },
    onMutate: async (changes: Changes) => {
      known.current.set(changes, refused.current.length);
      await client.cancelQueries({ queryKey: KEY });
      client.setQueryData<People>(KEY, (people) => people && changed(people, changes));
    },
    onSuccess: (people) => {
      const last = client.isMutating({ mutationKey: KEY }) === 1;
      client.setQueryData<People>(KEY, (shown) => (last || !shown ? people : marked(shown, people)));
    },
    onError: (failure) => {
      if (isLate(failure)) refused.current.push(failure);
      return client.invalidateQueries({ queryKey: KEY });
    },
  });
}

/** What is in force has changed, or all drafts have: everything that shows it asks anew. */
function useAnew(act: () => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    scope: { id: 'people' },
    onSettled: () =>
      Promise.all(
        [KEY, LAST, ['teams'], ['config']].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  });
}

export const usePublishPeople = () => useAnew(publishPeople);
export const useDiscardPeople = () => useAnew(discardPeopleDrafts);

export function usePutBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: undoPeople,
    onSettled: () =>
      Promise.all(
        [KEY, LAST, ['teams'], ['config']].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  });
}
