/** Things in an order, each opened to be written; moved by Alt with the arrows, taken away by Delete. */
import { DeleteOutlined, DownOutlined, PlusOutlined, UpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn } from '@/shared/i18n/texts';
import { Fault } from '@/shared/ui/Field';
import { useWords } from './all-words';
import { useFault } from './faults';
import type { Words } from './pairs';

export interface Row {
  id: string;
  name: Words;
}

type Set<R> = (rows: R[], about?: string) => void;

interface Given<R extends Row> {
  /** What they are called together. */
  label: string;
  rows: readonly R[];
  set: Set<R>;
  /** What a new one says; its id begins with `stem`. */
  blank: Omit<R, 'id' | 'name'>;
  stem: string;
  most: number;
  /** What stands beside the name. */
  note?: (row: R) => ReactNode;
  /** Why it cannot go; '' when it can. */
  stays?: (row: R) => string;
  /** What is left when it goes. */
  without?: (row: R) => void;
  children: (row: R, edit: (next: R, about?: string) => void) => ReactNode;
}

/** The rows with one of them moved by one place; the same at the ends. */
export function shifted<R extends Row>(rows: readonly R[], id: string, by: -1 | 1): R[] {
  const at = rows.findIndex((row) => row.id === id);
  const one = rows[at];
  if (!one || !rows[at + by]) return [...rows];
  const rest = rows.filter((row) => row !== one);
  return [...rest.slice(0, at + by), one, ...rest.slice(at + by)];
}

export function freeId(stem: string, rows: readonly Row[]): string {
  for (let n = rows.length + 1; ; n += 1)
    if (!rows.some(({ id }) => id === `${stem}${n}`)) return `${stem}${n}`;
}

function OneRow<R extends Row>(props: Given<R> & { row: R; open: boolean; toggle: () => void }) {
  const { rows, row, set, open, toggle, note, stays, without, children } = props;
  const word = useWords();
  const locale = useLocale();
  const fault = useFault(row.id);
  const name = nameIn(row.name, locale) || word('unnamed');
  const why = stays?.(row) ?? '';
  const move = (by: -1 | 1): void => set(shifted(rows, row.id, by));
  const remove = (): void => {
    if (why) return;
    if (without) without(row);
    else set(rows.filter((one) => one.id !== row.id));
  };
  const onKey = (event: KeyboardEvent): void => {
    const by = event.altKey ? { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key] : undefined;
    if (by) move(by);
    else if (event.key === 'Delete') remove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const edit = (next: R, about?: string): void =>
    set(
      rows.map((one) => (one.id === row.id ? next : one)),
      about && `${row.id} ${about}`,
    );
  return (
    <li className="arrange-row">
      <div className="arrange-row-head">
        <button
          type="button"
          className="arrange-row-name"
          aria-expanded={open}
          onClick={toggle}
          onKeyDown={onKey}
        >
          <strong>{name}</strong>
          {note?.(row)}
        </button>
        <Button
          type="text"
          aria-label={`${word('rowUp')} ${name}`}
          icon={<UpOutlined />}
          onClick={() => move(-1)}
        />
        <Button
          type="text"
          aria-label={`${word('rowDown')} ${name}`}
          icon={<DownOutlined />}
          onClick={() => move(1)}
        />
        <Button
          type="text"
          title={why}
          disabled={why !== ''}
          aria-label={`${word('removeRow')} ${name}`}
          icon={<DeleteOutlined />}
          onClick={remove}
        />
      </div>
      <Fault text={fault} />
      {open ? (
        <div className="form-field">
          {why ? <p className="quiet">{why}</p> : null}
          {children(row, edit)}
        </div>
      ) : null}
    </li>
  );
}

export function Rows<R extends Row>(props: Given<R>) {
  const { label, rows, set, blank, stem, most } = props;
  const word = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const add = (): void => {
    const id = freeId(stem, rows);
    set([...rows, { ...blank, id, name: { zh: '' } } as R]);
    setOpen(id);
  };
  return (
    <section aria-label={label}>
      <h4 className="arrange-rows-head">
        {label} <span className="quiet">{word('rowKeys')}</span>
      </h4>
      <ol className="arrange-rows">
        {rows.map((row) => (
          <OneRow
            key={row.id}
            {...props}
            row={row}
            open={open === row.id}
            toggle={() => setOpen(open === row.id ? null : row.id)}
          />
        ))}
      </ol>
      <Button size="small" icon={<PlusOutlined aria-hidden />} disabled={rows.length >= most} onClick={add}>
        {word('addRow')}
      </Button>
    </section>
  );
}
