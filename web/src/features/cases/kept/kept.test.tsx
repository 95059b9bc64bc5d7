import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { page, whole } from '../../../../test/cases';
import { pretendServer, type Heard } from '../../../../test/page';
import { Attachments } from './Attachments';
import { Remedies } from './Remedies';
import { Tellings } from './Tellings';

afterEach(() => vi.unstubAllGlobals());

const KIND = {
  id: 'refund',
  name: { zh: '退款', en: '' },
  limit: 10_000,
  used: 6_000,
  fixed: null,
  most: 99_999,
};

const remedies = (heard: Heard) =>
  heard.path.endsWith('/remedies')
    ? { status: 200, body: { items: [], given: 6_000, asked: 0, kinds: [KIND], offerable: true } }
    : { status: 200, body: whole() };

it('says before it is sent whether a remedy is given at once or has to be approved', async () => {
  const heard = pretendServer(remedies);
  page(<Remedies row={whole()} />);
  await userEvent.click(await screen.findByRole('button', { name: '提出补偿' }));
  const amount = screen.getByLabelText('金额（元）');
  await userEvent.type(amount, '40.00');
  screen.getByText(/在您的额度内/);
  screen.getByRole('button', { name: /^给\s*予$/ });
  await userEvent.type(amount, '{Backspace}1');
  screen.getByText(/超出您的额度/);
  const ask = screen.getByRole<HTMLButtonElement>('button', { name: '提交审批' });
  expect(ask.disabled).toBe(true);
  await userEvent.type(screen.getByLabelText('理由'), '整夜不冷');
  await userEvent.click(ask);
  const sent = heard.find((one) => one.method === 'POST');
  expect(sent?.body).toMatchObject({ kind: 'refund', amount: 4_001, note: '整夜不冷' });
});

it('shows a name with script in it as text, and lets nobody send what is not taken', async () => {
  const name = '<img src=x onerror="window.hurt = true">.png';
  const file = {
    ...{ id: 'f1', name, kind: 'image/png', size: 2048, sha256: 'ab', added_at: '2026-09-21T01:30:00+00:00' },
    ...{ added_by: null, removed_at: null, there: true, changeable: false, downloaded: 0, downloads: [] },
  };
  const body = { items: [file], endings: ['png'], most_bytes: 100, more_bytes: 100, addable: true };
  pretendServer(() => ({ status: 200, body }));
  page(<Attachments row={whole()} />);
  const link = await screen.findByRole('link', { name });
  expect(link.hasAttribute('download')).toBe(true);
  expect(document.querySelector('img')).toBeNull();
  const chosen = screen.getByLabelText('添加附件', { selector: 'input' });
  await userEvent.upload(chosen, new File(['x'.repeat(101)], 'large.png'));
  await screen.findByText(/“large.png”超过/);
  await userEvent.upload(chosen, new File(['MZ'], 'setup.exe'), { applyAccept: false });
  await screen.findByText(/“setup.exe”这类文件不能上传/);
});

it('keeps what is being written when somebody else changes the case meanwhile', async () => {
  const known = { items: [], tellable: true, asked: [], due: false, due_at: null, every_hours: null };
  let asked = 0;
  pretendServer(() => {
    asked += 1;
    return asked === 1 ? { status: 200, body: known } : new Promise(() => undefined);
  });
  const client = new QueryClient();
  const at = (revision: number) => (
    <QueryClientProvider client={client}>
      <Tellings row={whole({ revision })} />
    </QueryClientProvider>
  );
  const drawn = render(at(3));
  await userEvent.click(await screen.findByRole('button', { name: '告知进展' }));
  await userEvent.type(screen.getByLabelText('告诉了客户什么'), '师傅在路上');
  drawn.rerender(at(4));
  await waitFor(() => expect(asked).toBe(2));
  expect(screen.getByLabelText<HTMLTextAreaElement>('告诉了客户什么').value).toBe('师傅在路上');
});

it('parts what is said of when the customer is told', async () => {
  const asked = ['result', 'satisfaction'] as const;
  const known = { items: [], tellable: true, asked, due: true, due_at: null, every_hours: 8 };
  pretendServer(() => ({ status: 200, body: known }));
  page(<Tellings row={whole()} />);
  const due = await screen.findByText('该告知客户进展了');
  expect(due.parentElement?.textContent).toBe(
    '该告知客户进展了 · 每 8 个工作小时一次 · 结案前要：告知结果、征询满意度',
  );
});
