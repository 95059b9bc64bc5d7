/** A menu gives focus back to its button when it closes, unless something else has it by then. */
import { useCallback, useRef } from 'react';

export function useFocusBack() {
  const button = useRef<HTMLButtonElement>(null);
  const onOpenChange = useCallback((open: boolean): void => {
    const now = document.activeElement;
    if (!open && (now === document.body || now?.closest('.ant-dropdown'))) button.current?.focus();
  }, []);
  return { button, onOpenChange };
}
