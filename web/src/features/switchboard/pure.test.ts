// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { EntryWhole } from '@/api/directory';
import { askedOf, draftOf, fieldOf, NEW } from './entry';
import { deedOf } from './keys';
import { textOf } from '@/shared/format/sheet-file';

const press = (key: string, shiftKey = false) => ({ key, shiftKey });

describe('keys in the field', () => {
  it('arrows go round, pages stop at the ends', () => {
    expect(deedOf(press('ArrowDown'), 2, 3)).toEqual({ do: 'move', to: 0 });
    expect(deedOf(press('ArrowUp'), 0, 3)).toEqual({ do: 'move', to: 2 });
    expect(deedOf(press('PageDown'), 0, 3)).toEqual({ do: 'move', to: 2 });
    expect(deedOf(press('PageUp'), 2, 30)).toEqual({ do: 'move', to: 0 });
  });

  it('Enter calls, with Shift it passes the call on, and other keys type', () => {
    expect(deedOf(press('Enter'), 0, 3)).toEqual({ do: 'call' });
    expect(deedOf(press('Enter', true), 0, 3)).toEqual({ do: 'pass' });
    expect(deedOf(press('t'), 0, 3)).toBeNull();
  });

  it('does nothing where nobody was found', () => {
    expect(['Enter', 'ArrowDown', 'PageUp'].map((key) => deedOf(press(key), -1, 0))).toEqual([
      null,
      null,
      null,
    ]);
  });
});

it('reads files as Chinese and other spreadsheets write them', () => {
  const gb = new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb]); // 姓名
  expect(textOf(gb.buffer)).toBe('姓名');
  expect(textOf(new TextEncoder().encode('\ufeff姓名').buffer as ArrayBuffer)).toBe('姓名');
});

describe('an entry as a form', () => {
  const whole: EntryWhole = {
    id: 'e1',
    kind: 'outside',
    zh: '银行',
    en: '',
    pinyin: '',
    department: '',
    department_en: '',
    extension: '',
    numbers: ['02162345678', '95588'],
    note: '工作日',
    hidden: true,
    revision: 7,
  };

  it('goes out as it came when nothing was changed', () => {
    expect({ id: 'e1', ...askedOf(draftOf(whole), 7) }).toEqual(whole);
  });

  it('takes numbers one a line and leaves empty lines out', () => {
    expect(askedOf({ ...NEW, numbers: ' 110 \n\n119；120\n' }, null)).toMatchObject({
      numbers: ['110', '119', '120'],
      revision: null,
    });
  });

  it('knows at which field a refusal belongs', () => {
    expect(fieldOf('directory.extension_taken')).toBe('extension');
    expect(fieldOf('directory.changed_meanwhile')).toBe('');
  });
});
