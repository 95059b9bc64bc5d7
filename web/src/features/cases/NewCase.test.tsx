import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ARRANGED, choose, page, sent, where, whole } from '../../../test/cases';
import { pretendServer, problem, type Heard } from '../../../test/page';
import { NewCase } from './NewCase';

type Answer = ReturnType<typeof problem>;

afterEach(() => vi.unstubAllGlobals());

/** A page for a new case, its type chosen; each sending is answered by the next of `answers`. */
async function newCase(answers: (Answer | Promise<Answer>)[], at = '/cases/new'): Promise<Heard[]> {
  const left = [...answers];
  const heard = pretendServer(({ method, path }) => {
    if (method === 'POST') return left.shift() ?? { status: 500 };
    return { status: 200, body: path === '/api/cases/arrangement' ? ARRANGED : { name: '王小明' } };
  });
  page(<NewCase />, at);
  await choose(screen.getByRole('combobox', { name: '类型' }), '投诉 / 噪音');
  return heard;
}

const write = (label: string, text: string): Promise<void> =>
  userEvent.type(screen.getByRole('textbox', { name: label }), text);
const receive = (): HTMLButtonElement => screen.getByRole<HTMLButtonElement>('button', { name: /受理/ });

it('asks the fields of the type, and those that an answer calls for', async () => {
  const heard = await newCase([{ status: 201, body: whole() }], '/cases/new?customer=k1&interaction=i1');
  expect(await screen.findByText('王小明')).toBeTruthy();
  expect(screen.getByRole('textbox', { name: '房号 *' })).toBeTruthy();
  expect(screen.queryByRole('textbox', { name: '漏水位置' })).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: '是' }));
  await write('漏水位置', '窗边');
  await userEvent.click(screen.getByRole('radio', { name: '否' }));
  expect(screen.queryByRole('textbox', { name: '漏水位置' })).toBeNull();

  await write('房号 *', '1208');
  await write('标题', '隔壁太吵');
  await userEvent.click(receive());
  await waitFor(() => expect(where()).toBe('/cases/c1'));
  expect(sent(heard, '/api/cases')[0]?.body).toMatchObject({
    type: 'noise',
    subject: '隔壁太吵',
    form: { room: '1208', leak: false }, // not what was said about a leak that is none
    customer: 'k1',
    interaction: 'i1',
    priority: null,
    mine: true,
  });
  expect((sent(heard, '/api/cases')[0]?.body as { form: object }).form).not.toHaveProperty('place');
  expect(await screen.findByText('已受理，单号 GD-000001')).toBeTruthy();
});

it('asks nothing of a type that has no form', async () => {
  await newCase([]);
  await choose(screen.getByRole('combobox', { name: '类型' }), '表扬');
  expect(screen.queryByRole('textbox', { name: '房号 *' })).toBeNull();
});

it('is not sent without a subject', async () => {
  const heard = await newCase([]);
  expect(receive().disabled).toBe(true);
  await write('标题', '  {Enter}');
  expect(receive().disabled).toBe(true);
  expect(sent(heard, '/api/cases')).toEqual([]);
  await write('标题', '吵');
  expect(receive().disabled).toBe(false);
});

it('sends the same key however often it is sent', async () => {
  let refuse = (): void => undefined;
  const slow = new Promise<Answer>((done) => (refuse = () => done(problem(503, 'page.failed'))));
  const heard = await newCase([slow, { status: 201, body: whole() }]);
  await write('标题', '隔壁太吵');
  await userEvent.click(receive());
  await waitFor(() => expect(receive().className).toContain('loading'));
  fireEvent.submit(screen.getByRole('form', { name: '新建工单' })); // while it is on its way
  expect(sent(heard, '/api/cases')).toHaveLength(1);
  refuse();
  await screen.findByRole('alert');
  await userEvent.click(receive());
  await waitFor(() => expect(where()).toBe('/cases/c1'));
  const keys = sent(heard, '/api/cases').map((asked) => (asked.body as { key: string }).key);
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

it('says at the field what the server refuses, and keeps what was written', async () => {
  const fields = [{ field: 'room', name: { zh: '房号', en: '' }, why: 'case.field_missing' }];
  await newCase([problem(422, 'case.bad_values', { fields })]);
  await write('标题', '隔壁太吵');
  await userEvent.click(receive());
  const room = screen.getByRole('textbox', { name: '房号 *' });
  await waitFor(() => expect(room.getAttribute('aria-invalid')).toBe('true'));
  const said = document.getElementById(room.getAttribute('aria-describedby') ?? '');
  expect(said?.textContent).toBe('必填');
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '标题' }).value).toBe('隔壁太吵');
});
