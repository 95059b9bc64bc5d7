import { describe, expect, it } from 'vitest';
import { askedOf, NEW, partOf, together, type Draft } from './draft';

const seen: Draft = { ...NEW, name: '王小明', note: '高楼层', tags: ['常客'] };

describe('what two people write of one customer', () => {
  it('comes together where each changed something else', () => {
    const mine = { ...seen, note: '低楼层' };
    const now: Draft = { ...seen, risk: 'high', tags: [] };
    expect(together(seen, mine, now)).toEqual({
      draft: { ...seen, note: '低楼层', risk: 'high', tags: [] },
      clashes: [],
    });
  });

  it('stays mine, and is told, where both changed the same', () => {
    const mine = { ...seen, note: '低楼层', name: '王晓明' };
    const now = { ...seen, note: '安静', name: '王晓明' };
    expect(together(seen, mine, now)).toEqual({ draft: mine, clashes: ['note'] });
  });
});

describe('what is sent', () => {
  const own = [{ key: 'rooms', name: { zh: '房间数', en: '' }, type: 'number' as const, choices: [] }];

  it('leaves out what is empty and what the site does not have', () => {
    const draft = { ...seen, mails: ' a@b.cn,\nc@d.cn ', fields: { rooms: '2', gone: 'x' } };
    const asked = askedOf(draft, own, { revision: 3 });
    expect(asked).toMatchObject({
      phones: [],
      mails: ['a@b.cn', 'c@d.cn'],
      fields: { rooms: 2 },
      revision: 3,
    });
  });

  it('sends what is no number as it is, for the server to say so', () => {
    expect(askedOf({ ...seen, fields: { rooms: 'two' } }, own, {}).fields).toEqual({ rooms: 'two' });
  });
});

it('knows where a refusal belongs', () => {
  expect(partOf('customer.not_a_mail')).toBe('mails');
  expect(partOf('customer.changed_meanwhile')).toBe('');
});
