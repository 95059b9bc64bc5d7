/**
 * What stood against publishing, for who is led from there to the item it is about. It comes with the address,
 * and what lies there is copied: only plain values come through, a Problem would be no Problem any more.
 */
import { useMemo } from 'react';
import { useLocation } from 'react-router';
import { Problem } from '@/api/client';

type Plain = Pick<Problem, 'status' | 'key' | 'title' | 'detail' | 'params'>;

export function withFailure(failure: unknown): { failure?: Plain } {
  if (!(failure instanceof Problem)) return {};
  const { status, key, title, detail, params } = failure;
  return { failure: { status, key, title, detail, params } };
}

export function useFailureBefore(): Problem | null {
  const state = useLocation().state as { failure?: Plain } | null;
  return useMemo(() => (state?.failure ? new Problem(state.failure) : null), [state]);
}
