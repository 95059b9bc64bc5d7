/** The draft of a contact, as the form and the notepad see it. */
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { keeperOf, type DraftKeeper, type DraftView } from './draft-keeper';

export function useDraft(
  agent: string,
  interaction: string,
  who: string,
): DraftView & { keeper: DraftKeeper } {
  const keeper = useMemo(() => keeperOf(agent, interaction), [agent, interaction]);
  useEffect(() => keeper.about(who), [keeper, who]);
  useEffect(() => {
    const leave = (): void => keeper.flush();
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', leave);
    };
  }, [keeper]);
  const view = useSyncExternalStore(keeper.watch, keeper.seen);
  return { ...view, keeper };
}
