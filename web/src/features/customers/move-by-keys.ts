/** From the search field down into the list, and back up; Enter in the field opens the first who was found.
 * `data-shown`: the words that the list was found by; Enter waits for those that are in the field. */
import type { KeyboardEvent } from 'react';

/** Opens the first, unless the list is still that of former words. */
function open(page: HTMLElement, field: HTMLInputElement, first: HTMLElement | null): void {
  if (page.dataset.shown === field.value.trim()) first?.click();
}

export function moveByKeys(event: KeyboardEvent<HTMLElement>): void {
  if (event.nativeEvent.isComposing) return;
  const page = event.currentTarget;
  const first = page.querySelector<HTMLElement>('a[data-row="0"]');
  const field = page.querySelector<HTMLInputElement>('[data-search] input');
  if (event.target === field && event.key === 'ArrowDown') first?.focus();
  else if (field && event.target === field && event.key === 'Enter') open(page, field, first);
  else if (event.target === first && event.key === 'ArrowUp') field?.focus();
  else return;
  event.preventDefault();
}
