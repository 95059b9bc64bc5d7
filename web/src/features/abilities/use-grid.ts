/** Moving through cells with arrows, Home and End; what is typed into one is told. */
import { useState, type KeyboardEvent, type MouseEvent } from 'react';

export interface Cell {
  row: number;
  column: number;
}

interface Grid {
  rows: number;
  columns: number;
  /** A digit was typed, 0 also for Delete. */
  onLevel: (cell: Cell, level: number) => void;
  /** The cell was clicked. */
  onClick: (cell: Cell) => void;
  onUndo: () => void;
}

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function cellOf(target: EventTarget): Cell | null {
  if (!(target instanceof HTMLElement) || target.dataset.column === undefined) return null;
  return { row: Number(target.dataset.row), column: Number(target.dataset.column) };
}

const within = (value: number, most: number): number => Math.max(0, Math.min(value, most - 1));

function next(key: string, { row, column }: Cell, { rows, columns }: Grid): Cell | null {
  const step = STEPS[key];
  if (step) return { row: within(row + step[0], rows), column: within(column + step[1], columns) };
  if (key === 'Home') return { row, column: 0 };
  if (key === 'End') return { row, column: columns - 1 };
  return null;
}

const levelIn = (key: string): number | null => {
  if (/^[0-9]$/.test(key)) return Number(key);
  return key === 'Delete' || key === 'Backspace' ? 0 : null;
};

export function useGrid(grid: Grid) {
  const [at, setAt] = useState<Cell>({ row: 0, column: 0 });
  const go = (box: Element, cell: Cell): void => {
    setAt(cell);
    box.querySelector<HTMLElement>(`[data-row="${cell.row}"][data-column="${cell.column}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'z') {
      event.preventDefault();
      grid.onUndo();
      return;
    }
    const cell = cellOf(event.target);
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = next(event.key, cell, grid);
    const level = levelIn(event.key);
    if (!to && level === null) return;
    event.preventDefault();
    event.stopPropagation(); // a digit or an arrow is no command of the page here
    if (to) go(event.currentTarget, to);
    else if (level !== null) grid.onLevel(cell, level);
  };
  const onClick = (event: MouseEvent): void => {
    const cell = cellOf(event.target);
    if (!cell) return;
    setAt(cell);
    grid.onClick(cell);
  };
  /** Tab leads to one cell only, also when the rows have become fewer. */
  const reached = { row: within(at.row, grid.rows), column: within(at.column, grid.columns) };
  return { reached, onKeyDown, onClick };
}
