import { fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { draw, pretendServer } from '../../../../test/page';
import { TypeForm } from './TypeForm';

afterEach(() => vi.unstubAllGlobals());

it('says within how many minutes another team confirms that it has such a case; none is as above', () => {
  pretendServer(() => ({ status: 200, body: { number: 1, items: [], nothing: 'bb.0' } }));
  const change = vi.fn();
  const body = { name: { zh: '报修' }, parent: 'business', receipt_minutes: 45 };
  draw(<TypeForm nodes={[]} body={body} change={change} heads={false} typeKey="repair" />);
  const minutes = screen.getByLabelText<HTMLInputElement>('多少分钟内签收');
  expect(minutes.value).toBe('45');
  fireEvent.change(minutes, { target: { value: '30' } });
  expect(change.mock.lastCall?.[0]).toEqual({ ...body, receipt_minutes: 30 });
  fireEvent.change(minutes, { target: { value: '' } });
  expect(change.mock.lastCall?.[0]).toEqual({ name: { zh: '报修' }, parent: 'business' });
});
