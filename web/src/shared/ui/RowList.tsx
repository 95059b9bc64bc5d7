/** A long list as a table: only the rows in sight are drawn, more are fetched at the end, every row opens. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Skeleton } from 'antd';
import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { Link } from 'react-router';

export interface Column<Item> {
  key: string;
  title: string;
  /** A track of the grid: `120px`, `minmax(0, 1fr)`. */
  width: string;
  right?: boolean;
  cell: (item: Item) => ReactNode;
}

interface RowListProps<Item> {
  label: string;
  columns: Column<Item>[];
  items: Item[];
  keyOf: (item: Item) => string;
  linkOf: (item: Item) => string;
  opened?: string | undefined;
  pending: boolean;
  more: boolean;
  onMore: () => void;
  empty: ReactNode;
}

const ROW = 40;

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (!step || !(event.target instanceof HTMLAnchorElement)) return;
  const at = Number(event.target.dataset.row);
  const next = event.currentTarget.querySelector<HTMLAnchorElement>(`a[data-row="${at + step}"]`);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

interface HeadProps<Item> {
  columns: Column<Item>[];
  grid: CSSProperties;
  inTable: boolean;
}

function Head<Item>({ columns, grid, inTable }: HeadProps<Item>) {
  return (
    <div className="rows-head" role={inTable ? 'row' : undefined} style={grid}>
      {columns.map((column) => (
        <span
          key={column.key}
          role={inTable ? 'columnheader' : undefined}
          className={column.right ? 'is-right' : ''}
        >
          {column.title}
        </span>
      ))}
    </div>
  );
}

export function RowList<Item>(props: RowListProps<Item>) {
  const { label, columns, items, keyOf, linkOf, opened, pending, more, onMore, empty } = props;
  const box = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- its values are read in this component only
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (more && !pending && last >= items.length - 10) onMore();
  }, [more, pending, last, items.length, onMore]);

  const table = items.length ? 'table' : undefined; // without rows it is no table, only what teaches
  const grid: CSSProperties = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  return (
    <div
      className="rows panel"
      role={table}
      aria-label={items.length ? label : undefined}
      aria-rowcount={items.length ? (more ? -1 : items.length) : undefined}
      aria-busy={pending}
    >
      <Head columns={columns} grid={grid} inTable={items.length > 0} />
      <div className="rows-box" ref={box} onKeyDown={moveFocus} role={table && 'rowgroup'}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }} role="presentation">
          {shown.map((row) => {
            const item = items[row.index];
            if (item === undefined) return null;
            const key = keyOf(item);
            return (
              <Link
                key={key}
                to={linkOf(item)}
                role="row"
                data-row={row.index}
                aria-current={key === opened ? 'true' : undefined}
                className="rows-row"
                style={{ ...grid, transform: `translateY(${row.start}px)` }}
              >
                {columns.map((column) => (
                  <span key={column.key} role="cell" className={column.right ? 'is-right' : ''}>
                    {column.cell(item)}
                  </span>
                ))}
              </Link>
            );
          })}
        </div>
        {pending ? (
          <Skeleton
            active
            title={false}
            paragraph={{ rows: items.length ? 1 : 8, width: '100%' }}
            className="rows-pending"
          />
        ) : null}
        {!pending && !items.length ? empty : null}
      </div>
    </div>
  );
}
