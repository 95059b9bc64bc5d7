/** From key presses to commands. Plain keys are left to the field when someone is typing. */
import { useEffect } from 'react';
import { commandsNow, type Command } from './registry';

const SEQUENCE_MS = 1000;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

const OWN_KEYS = ['Space', 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
const OWN_USE = [
  'button',
  ...['radio', 'menuitem', 'option', 'gridcell', 'tab'].map((role) => `[role=${role}]`),
];

/** What is pressed or moved through by these keys itself. */
const usesItself = (target: EventTarget | null, press: string): boolean =>
  OWN_KEYS.includes(press) && target instanceof Element && target.closest(OWN_USE.join()) !== null;

const SIGNS: Record<string, string> = { Semicolon: ';', Comma: ',', Period: '.', Slash: '/' };

/** What stands on a key by its place: with Alt a layout or an input method may make another sign of it. */
const placedOf = (code: string): string | undefined =>
  /^Key[A-Z]$/.test(code) ? code.slice(3) : SIGNS[code];

/** How a press is written: `Ctrl+k`, `Alt+h`, `?`, `g`, `Space`. */
export function pressOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'code'>,
): string {
  const placed = event.altKey ? placedOf(event.code) : undefined;
  const letter = placed ?? (event.key === ' ' ? 'Space' : event.key);
  const held = [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : ''].filter(Boolean);
  return [...held, letter.length === 1 ? letter.toLowerCase() : letter].join('+');
}

function commandOf(keys: string): Command | undefined {
  const meant = commandsNow().filter((command) => command.keys === keys);
  return meant.find(({ over }) => over) ?? meant[0];
}

/** Listen for the keys of all offered commands. Mounted once, by the frame. */
export function useKeys(): void {
  useEffect(() => {
    let before = '';
    let at = 0;
    const onKey = (event: KeyboardEvent): void => {
      if (
        event.defaultPrevented ||
        event.isComposing ||
        ['Control', 'Alt', 'Shift', 'Meta'].includes(event.key)
      )
        return;
      const press = pressOf(event);
      if (isTyping(event.target) && !press.includes('+')) return;
      if (usesItself(event.target, press)) return;
      const sequence = event.timeStamp - at < SEQUENCE_MS ? `${before} ${press}` : '';
      const found = commandOf(sequence) ?? commandOf(press);
      before = found ? '' : press;
      at = event.timeStamp;
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** The field that `/` goes to: the first marked one on the page. */
export function focusSearch(): void {
  const field = document.querySelector<HTMLElement>('[data-search] input, input[data-search]');
  field?.focus();
}
