import { fireEvent, render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { pressOf, useKeys } from './keys';
import { useOffer, type Command } from './registry';

function Page({ commands }: { commands: Command[] }) {
  useKeys();
  useOffer(commands);
  return (
    <>
      <input aria-label="field" />
      <button type="button">button</button>
      <a href="#row">row</a>
    </>
  );
}

function offer(keys: string) {
  const run = vi.fn();
  const commands = [{ id: keys, title: keys, group: '', keys, run }];
  return { run, view: render(<Page commands={commands} />) };
}

it('runs a command by its key', () => {
  const { run } = offer('t');
  fireEvent.keyDown(window, { key: 't' });
  expect(run).toHaveBeenCalledOnce();
});

it('runs a command by two keys, one after the other', () => {
  const { run } = offer('g b');
  fireEvent.keyDown(window, { key: 'b' });
  expect(run).not.toHaveBeenCalled();
  fireEvent.keyDown(window, { key: 'g' });
  fireEvent.keyDown(window, { key: 'b' });
  expect(run).toHaveBeenCalledOnce();
});

it('leaves single keys to the field one types in, but not held ones', () => {
  const plain = offer('t');
  fireEvent.keyDown(plain.view.getByLabelText('field'), { key: 't' });
  expect(plain.run).not.toHaveBeenCalled();
  plain.view.unmount();
  const held = offer('Ctrl+k');
  fireEvent.keyDown(held.view.getByLabelText('field'), { key: 'k', ctrlKey: true });
  expect(held.run).toHaveBeenCalledOnce();
});

it('forgets a command whose page has gone', () => {
  const { run, view } = offer('t');
  view.unmount();
  render(<Page commands={[]} />);
  fireEvent.keyDown(window, { key: 't' });
  expect(run).not.toHaveBeenCalled();
});

it('reads Alt with a letter by its place, since some layouts write another sign', () =>
  expect(pressOf({ key: '˙', code: 'KeyH', altKey: true, ctrlKey: false, metaKey: false })).toBe('Alt+h'));

it('leaves Space to a button, which it presses, and takes it from a link', () => {
  const { run, view } = offer('Space');
  fireEvent.keyDown(view.getByText('button'), { key: ' ' });
  expect(run).not.toHaveBeenCalled();
  fireEvent.keyDown(view.getByText('row'), { key: ' ' });
  expect(run).toHaveBeenCalledOnce();
});

it('leaves a key alone that something else has used already', () => {
  const { run, view } = offer('ArrowLeft');
  const field = view.getByText('row');
  field.addEventListener('keydown', (event) => event.preventDefault(), { once: true });
  fireEvent.keyDown(field, { key: 'ArrowLeft' });
  expect(run).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: 'ArrowLeft' });
  expect(run).toHaveBeenCalledOnce();
});

it('means what lies in front where two are offered by one key', () => {
  const call = vi.fn();
  const front = vi.fn();
  const one = { title: '', group: '', keys: 'Alt+t' };
  const commands = [
    { ...one, id: 'transfer', run: call },
    { ...one, id: 'emergency-pass', over: true, run: front },
  ];
  const view = render(<Page commands={commands} />);
  fireEvent.keyDown(window, { key: 't', altKey: true });
  expect([call.mock.calls.length, front.mock.calls.length]).toEqual([0, 1]);
  view.unmount();
});
