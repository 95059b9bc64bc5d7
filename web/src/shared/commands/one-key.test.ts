import { expect, it } from 'vitest';

/** Why a key may be written in several places: never offered together, or one of them says that it lies in front. */
const SHARED: Record<string, string> = {
  'Alt+c': 'a visit is called while nobody is on the line; what is suggested for a new case lies in front',
  'Alt+r': 'who has not signed in cannot become ready',
  'Alt+t': 'an emergency and what is suggested for a new case lie in front',
  'Alt+x': 'who leaves a call hangs up nothing',
};

const files = import.meta.glob<string>('/src/features/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

it('means one thing by a key that is held with Alt', () => {
  const places = new Map<string, number>();
  for (const [file, text] of Object.entries(files)) {
    if (file.includes('.test.')) continue;
    const found = text.matchAll(/\b(?:KEY\b|keys|type|priority)\s*[:=]\s*['"](Alt\+\S+?)['"]/g);
    for (const [, key = ''] of found) places.set(key, (places.get(key) ?? 0) + 1);
  }
  expect(places.size).toBeGreaterThan(25);
  expect([...places].flatMap(([key, many]) => (many > 1 ? [key] : [])).sort()).toEqual(Object.keys(SHARED));
});
