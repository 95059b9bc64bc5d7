import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { draw } from '../../../test/page';
import { SIDE, SidePanel } from './SidePanel';

function sideOf(): HTMLElement {
  const side = document.createElement('div'); // as the frame has it
  side.id = SIDE;
  document.body.append(side);
  return side;
}

it('closes by Escape only the topmost panel, and not while a word is being composed', () => {
  const side = sideOf();
  const below = vi.fn();
  const above = vi.fn();
  draw(
    <>
      <SidePanel title="below" width={400} onClose={below}>
        <input />
      </SidePanel>
      <SidePanel title="above" width={400} onClose={above}>
        <input />
      </SidePanel>
    </>,
  );
  const field = screen.getByRole('complementary', { name: 'above' }).querySelector('input') as HTMLElement;
  fireEvent.keyDown(field, { key: 'Escape', isComposing: true });
  expect(above).not.toHaveBeenCalled();
  const used = !fireEvent.keyDown(field, { key: 'Escape' });
  expect(used).toBe(true); // nobody else acts upon it
  expect(above).toHaveBeenCalledOnce();
  expect(below).not.toHaveBeenCalled();
  side.remove();
});

it('gives focus back to what opened it, but takes it from nothing else', () => {
  const side = sideOf();
  function Page() {
    const [open, setOpen] = useState(false);
    const [known, setKnown] = useState(false);
    return (
      <>
        <button onClick={() => setOpen(true)}>open</button>
        <input aria-label="other" />
        {open ? (
          <SidePanel key={String(known)} title="panel" width={400} onClose={() => setOpen(false)}>
            <input autoFocus onChange={() => setKnown(true)} />
          </SidePanel>
        ) : null}
      </>
    );
  }
  draw(<Page />);
  const opener = screen.getByRole('button', { name: 'open' });
  opener.focus();
  fireEvent.click(opener);
  expect(document.activeElement?.closest('aside')).toBeTruthy();
  fireEvent.change(document.activeElement as Element, { target: { value: 'another panel in its place' } });
  fireEvent.keyDown(window, { key: 'Escape' });
  expect(document.activeElement).toBe(opener);
  fireEvent.click(opener);
  screen.getByLabelText('other').focus();
  fireEvent.keyDown(window, { key: 'Escape' });
  expect(document.activeElement).toBe(screen.getByLabelText('other'));
  side.remove();
});
