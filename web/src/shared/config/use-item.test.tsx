import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ConfigEntry } from '@/api/types';
import type { Body } from './entries';
import { useItem } from './use-item';

/** An item with a draft, as somebody saved it at this minute. */
const saved = (draft: Body | null, minute: number, change: Partial<ConfigEntry> = {}): ConfigEntry => ({
  key: 'desk',
  value: { ring: 20, name: '前台' },
  version: 1,
  published_at: null,
  published_by: null,
  draft,
  draft_removes: false,
  changed: {
    mark: `${encodeURIComponent(JSON.stringify(draft))}.${minute}`,
    at: `2026-09-21T14:0${minute}:00Z`,
    by: { zh: '陈静', en: '' },
  },
  ...change,
});

function writing(first: ConfigEntry, joins = false) {
  const { result, rerender } = renderHook(({ entry }) => useItem(entry, {}, joins), {
    initialProps: { entry: first },
  });
  return {
    now: () => result.current,
    write: (body: Body) => act(() => result.current.setBody(body)),
    elsewhere: (entry: ConfigEntry) => rerender({ entry }),
  };
}

it('says who changed what is being written, and keeps it', () => {
  const { now, write, elsewhere } = writing(saved({ ring: 20 }, 1));
  write({ ring: 30 });
  elsewhere(saved({ ring: 15 }, 2));
  expect(now().body).toEqual({ ring: 30 });
  expect(now().meanwhile).toMatchObject({
    before: { ring: 20 },
    theirs: { ring: 15 },
    mine: { ring: 30 },
    by: { zh: '陈静' },
    discarded: false,
  });
  expect(now().base).toContain('.1');
  act(() => now().choose('mine'));
  expect([now().body, now().meanwhile, now().changed]).toEqual([{ ring: 30 }, null, true]);
  expect(now().base).toContain('.2');
});

it('sees a draft that was thrown away, whoever published long before', () => {
  const { now, write, elsewhere } = writing(saved({ ring: 15 }, 5));
  write({ ring: 30 });
  elsewhere(saved(null, 1));
  expect(now().meanwhile?.discarded).toBe(true);
});

it('sees that somebody wants it to go', () => {
  const { now, write, elsewhere } = writing(saved({ ring: 15 }, 1), true);
  write({ ring: 30 });
  elsewhere(saved(null, 2, { draft_removes: true }));
  expect(now().meanwhile?.removes).toBe(true);
});

it('does not take one’s own save, nor the same content, for somebody else’s', () => {
  const { now, write, elsewhere } = writing(saved({ ring: 20 }, 1));
  write({ ring: 30 });
  elsewhere(saved({ ring: 30 }, 2));
  expect([now().meanwhile, now().changed]).toEqual([null, false]);
  write({ ring: 40 });
  elsewhere(saved({ ring: 30 }, 3));
  expect([now().meanwhile, now().body]).toEqual([null, { ring: 40 }]);
});

it('joins what was changed in other parts, and asks where both changed the same', () => {
  const { now, write, elsewhere } = writing(saved({ ring: 20 }, 1), true);
  write({ ring: 30 });
  elsewhere(saved({ ring: 20, name: '大堂' }, 2));
  expect([now().meanwhile, now().body]).toEqual([null, { name: '大堂', ring: 30 }]);
  elsewhere(saved({ ring: 15, name: '大堂' }, 3));
  expect(now().meanwhile?.theirs).toEqual({ ring: 15, name: '大堂' });
});
