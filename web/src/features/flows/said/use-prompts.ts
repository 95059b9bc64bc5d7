/** The catalogue of prompts: what each says in both languages, and where its sound is. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listPrompts, type Prompt } from '@/api/flows';

const NONE: Prompt[] = [];

export function usePrompts(): { prompts: Prompt[]; byId: Map<string, Prompt>; pending: boolean } {
  const asked = useQuery({ queryKey: ['prompts', 'for-flows'], queryFn: listPrompts, staleTime: 60_000 });
  const prompts = asked.data ?? NONE;
  const byId = useMemo(() => new Map(prompts.map((one) => [one.name, one])), [prompts]);
  return { prompts, byId, pending: asked.isPending };
}
