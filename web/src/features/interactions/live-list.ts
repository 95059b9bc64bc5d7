/** Lists of contacts follow the live link: a call that begins, moves or ends is fetched again, at most every 2 s. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listen } from '@/shared/live/connection';

const PAUSE = 2_000;

export function useLiveList(): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: number | undefined;
    const later = (): void => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: ['interactions'] });
      }, PAUSE);
    };
    const stop = listen({
      facts: (facts) => {
        if (facts.some((fact) => fact.kind.startsWith('interaction.'))) later();
      },
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [client]);
}
