import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Link, MemoryRouter, Outlet, Route, Routes } from 'react-router';
import { Caught } from './Caught';

function Breaking(): never {
  throw new Error('drawn badly');
}

const frame = (
  <>
    <p>call bar</p>
    <Link to="/whole">on</Link>
    <Caught>
      <Outlet />
    </Caught>
  </>
);

it('leaves the frame standing when a room breaks, and shows the next room', () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  render(
    <MemoryRouter initialEntries={['/broken']}>
      <Routes>
        <Route path="/" element={frame}>
          <Route path="broken" element={<Breaking />} />
          <Route path="whole" element={<p>whole</p>} />
        </Route>
      </Routes>
    </MemoryRouter>,
  );
  expect(screen.getByText('call bar')).toBeTruthy();
  expect(screen.getByRole('button', { name: '重新载入' })).toBeTruthy();

  fireEvent.click(screen.getByText('on'));
  expect(screen.getByText('whole')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '重新载入' })).toBeNull();
  told.mockRestore();
});
