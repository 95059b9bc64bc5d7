import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { wishNoMore, wishToCall } from '@/shared/dial/wish';
import { draw, pretendServer, problem } from '../../../../test/page';
import { Preparation } from './Preparation';

const to = { kind: 'customer' as const, id: 'c1' };
const known = {
  interaction: '',
  number: '+86138****8000',
  number_masked: true,
  caller_name: '',
  called_number: '',
  queue: null,
  waited_seconds: 0,
  keys_pressed: '',
  match: 'one',
  chosen: false,
  customer: {
    id: 'c1',
    kind: 'person' as const,
    name: '王芳',
    risk: 'none' as const,
    tags: [],
    level: 'vip',
    company: '恒远商贸',
    language: 'zh',
    numbers: ['+86138****8000'],
    note: '喜欢高楼层',
  },
  candidates: [],
  last_contacts: [],
  open_items: [],
  answer: { goal_at: null, limit_at: null, apologise: false },
  handed_over: null,
  called_back: null,
  caller_number: 'settled',
};
const card = {
  to: { ...to, place: 0 },
  number: '+86138****8000',
  numbers: ['+86138****8000', '+86108***6666'],
  place: 0,
  shown: '02155550000',
  refusal: null,
  colleague: null,
  queue: null,
  known,
};

beforeEach(() => wishToCall(to, '王芳'));

function answering(shown: object) {
  return pretendServer(({ method, path }) => {
    if (path === '/api/desk/preparation') return { status: 200, body: shown };
    if (method === 'POST') return { status: 202, body: { interaction: 'i1' } };
    return { status: 200, body: { items: [] } };
  });
}

const drawn = () => draw(<Preparation wish={{ to, name: '王芳' }} to={to} agent="a1" />);

describe('the card before a call', () => {
  it('says who it is, what others will see, and calls with the note that was written', async () => {
    const heard = answering(card);
    drawn();
    expect(await screen.findByText('喜欢高楼层')).toBeTruthy();
    expect(screen.getByText('021 5555 0000')).toBeTruthy();
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '先问报价' } });
    fireEvent.click(screen.getByRole('button', { name: '呼叫' }));
    await waitFor(() =>
      expect(heard.find(({ method }) => method === 'POST')?.body).toEqual({
        to: { ...to, place: 0 },
        note: '先问报价',
      }),
    );
  });

  it('calls another of the numbers when it is chosen', async () => {
    const heard = answering(card);
    drawn();
    fireEvent.click(await screen.findByRole('radio', { name: '010 8*** 6666' }));
    fireEvent.click(screen.getByRole('button', { name: '呼叫' }));
    await waitFor(() =>
      expect(heard.find(({ method }) => method === 'POST')?.body).toMatchObject({ to: { ...to, place: 1 } }),
    );
  });

  it('says why nobody can be called now, and does not call', async () => {
    answering({ ...card, refusal: { key: 'call.no_trunk', title: '没有可以呼出的中继。', detail: '' } });
    drawn();
    expect(await screen.findByText('没有可以呼出的中继。')).toBeTruthy();
    expect(screen.getByRole('button', { name: '呼叫' }).hasAttribute('disabled')).toBe(true);
  });

  it('says what went wrong when the card cannot be had', async () => {
    pretendServer(() => problem(404, 'customer.unknown'));
    drawn();
    expect(await screen.findByRole('alert')).toBeTruthy();
    wishNoMore();
  });
});
