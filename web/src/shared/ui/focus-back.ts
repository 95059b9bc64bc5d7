/** A menu gives focus back to its button when it closes, unless something else has it by then. */
import { useCallback, useRef } from 'react';

export function useFocusBack() {
  const button = useRef<HTMLButtonElement>(null);
  const onOpenChange = useCallback((open: boolean): void => {
    if (open) return;
    // A frame later: the Enter that chose something would press the button too.
    requestAnimationFrame(() => {
      const now = document.activeElement;
      if (now === document.body || now?.closest('.ant-dropdown')) button.current?.focus();
    });
  }, []);
  return { button, onOpenChange };
}
