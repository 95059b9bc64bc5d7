/** What is mine to improve, for the pages that say how much waits for me. */
import { useQuery } from '@tanstack/react-query';
import { listImprovements } from '@/api/improvements';

const EVERY = 60_000;

export const useMyImprovements = (enabled: boolean) =>
  useQuery({
    queryKey: ['improvements', 'list', { show: 'mine' }],
    queryFn: () => listImprovements({ show: 'mine' }),
    refetchInterval: EVERY,
    enabled,
  });
