/** Ring groups and menus, by number and key. */
import { useQuery } from '@tanstack/react-query';
import { listCallTargets } from '@/api/control';

export const useCallTargets = () =>
  useQuery({ queryKey: ['call-targets'], queryFn: listCallTargets, staleTime: 5 * 60_000 });
