/** What became of callers at each node lately. */
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { dropOffOf, type NodeCalls } from '@/api/flows';
import { useTexts } from '@/shared/i18n/texts';
import { pageWords } from './page-words';

export const DAYS = 7;

/** Of those that entered, the share that hung up here, 0 to 1. */
export const shareOf = ({ came, hung_up }: Pick<NodeCalls, 'came' | 'hung_up'>): number =>
  came > 0 ? Math.min(1, hung_up / came) : 0;

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

export function useDropOff(flow: string, wanted: boolean) {
  const t = useTexts(pageWords);
  const asked = useQuery({
    queryKey: ['flow-drop-off', flow],
    queryFn: () => dropOffOf(flow, DAYS),
    enabled: wanted,
    staleTime: 60_000,
  });
  const nodes = wanted ? asked.data : undefined;
  /** The words on the card of a node. */
  const told = useCallback(
    (name: string): { text: string; share: number } | null => {
      const one = nodes?.[name];
      if (!one) return null;
      const share = shareOf(one);
      const left = one.hung_up ? ` · ${t('leftHere', { n: one.hung_up, share: percent(share) })}` : '';
      return { text: `${t('entered', { n: one.came })}${left}`, share };
    },
    [nodes, t],
  );
  /** How many went on from one node to another. */
  const went = useCallback((from: string, to: string) => nodes?.[from]?.to[to] ?? null, [nodes]);
  return { nodes, told, went, failure: asked.error, pending: wanted && asked.isPending };
}
