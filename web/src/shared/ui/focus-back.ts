/** A menu of a button takes focus, and gives it back when it closes, unless something else has it by then. */
import { useCallback, useRef } from 'react';

const BY_BUTTON = { trigger: ['click' as const], autoFocus: true };

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
  /** `dropdown`: what the menu is told beside what it shows. */
  return { button, dropdown: { ...BY_BUTTON, onOpenChange } };
}
