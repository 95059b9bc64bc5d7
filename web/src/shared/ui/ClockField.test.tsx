import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { draw } from '../../../test/page';
import { ClockField } from './ClockField';

function Page() {
  const [clock, setClock] = useState('');
  return <ClockField aria-label="clock" value={clock} onChange={setClock} />;
}

it('writes out a time once one goes on, and marks what is none', () => {
  draw(<Page />);
  const field = screen.getByLabelText<HTMLInputElement>('clock');
  expect(field.getAttribute('aria-invalid')).toBe('false');
  fireEvent.change(field, { target: { value: '1430' } });
  expect(field.getAttribute('aria-invalid')).toBe('true');
  fireEvent.blur(field);
  expect(field.value).toBe('14:30');
  expect(field.getAttribute('aria-invalid')).toBe('false');
  fireEvent.change(field, { target: { value: '25:00' } });
  fireEvent.blur(field);
  expect(field.getAttribute('aria-invalid')).toBe('true');
});
