/** What I have to do, asked of every room that has some; what one of them cannot say now does not hide the rest. */
import { useQuery } from '@tanstack/react-query';
import { countCases, listCases, listMyCaseTasks } from '@/api/cases';
import { listSlips } from '@/api/slips';
import { listVisits } from '@/api/visits';
import { useHelps, waitsForMe } from '@/shared/helps/use-helps';
import { useMyImprovements } from '@/shared/improvements/mine';
import { may, useSession } from '@/shared/session/session';
import { useMyCallbacks } from '../use-callbacks';
import { inOrder, type Todo } from './items';

const EVERY = 30_000;

interface Asked {
  items: Todo[];
  counts: { mine: number; list: number } | undefined;
  /** Nothing has been answered yet. */
  pending: boolean;
  /** Somebody did not answer. */
  failed: boolean;
}

export function useTodo(): Asked {
  const session = useSession();
  const works = may(session, 'cases.work');
  const callbacks = useMyCallbacks();
  const tasks = useQuery({
    queryKey: ['cases', 'tasks'],
    queryFn: async () => (await listMyCaseTasks()).items,
    enabled: works,
    refetchInterval: EVERY,
  });
  const cases = useQuery({
    queryKey: ['cases', 'list', 'todo'],
    queryFn: async () => (await listCases({ still_open: true, by_due: true, owner: 'me' })).items,
    enabled: works,
    refetchInterval: EVERY,
  });
  const counts = useQuery({
    queryKey: ['cases', 'counts'],
    queryFn: countCases,
    enabled: works,
    refetchInterval: EVERY,
  });
  const slips = useQuery({
    queryKey: ['slips', 'list', 'todo'],
    queryFn: async () => (await listSlips({ box: 'mine', state: 'waiting' })).items,
    enabled: may(session, 'slips.take'),
    refetchInterval: EVERY,
  });
  const visits = useQuery({
    queryKey: ['visits', 'list', 'todo'],
    queryFn: async () => (await listVisits({ mine: true, state: 'planned' })).items,
    enabled: works,
    refetchInterval: EVERY,
  });
  const helps = useHelps(works);
  const improvements = useMyImprovements(works);
  const all = [callbacks, tasks, cases, slips, visits, helps, improvements];
  return {
    items: inOrder({
      callbacks: callbacks.data ?? [],
      tasks: tasks.data ?? [],
      cases: cases.data ?? [],
      slips: slips.data ?? [],
      visits: visits.data ?? [],
      helps: helps.data?.items.filter(waitsForMe) ?? [],
      improvements: improvements.data?.items ?? [],
    }),
    counts: counts.data,
    pending: all.every((one) => one.data === undefined && !one.isError),
    failed: all.some((one) => one.isError && one.data === undefined),
  };
}
