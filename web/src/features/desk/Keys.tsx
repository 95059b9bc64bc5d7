/** The twelve keys of a telephone, to be clicked. */
import type { Ref } from 'react';

export const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

interface Given {
  name: (key: string) => string;
  press: (key: string) => void;
  first?: Ref<HTMLButtonElement>;
}

export function Keys({ name, press, first }: Given) {
  return KEYS.map((key, nth) => (
    <button
      key={key}
      ref={nth === 0 ? first : undefined}
      type="button"
      className="keypad-key num"
      aria-label={name(key)}
      onClick={() => press(key)}
    >
      {key}
    </button>
  ));
}
