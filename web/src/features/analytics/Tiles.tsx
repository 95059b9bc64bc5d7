/** Tiles in rows. A small team is drawn whole; past 200 only the rows in sight are. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { Tile, type TileProps } from './Tile';

const MOST = 200;
const ROW = 68; // a tile and the gap below it
const NARROWEST = 200;

function useColumns(box: React.RefObject<HTMLElement | null>): number {
  const [columns, setColumns] = useState(4);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => setColumns(Math.max(1, Math.floor(element.clientWidth / NARROWEST)));
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    return () => watching.disconnect();
  }, [box]);
  return columns;
}

function Rows({ tiles }: { tiles: TileProps[] }) {
  const box = useRef<HTMLUListElement>(null);
  const columns = useColumns(box);
  // eslint-disable-next-line react-hooks/incompatible-library -- its values are read in this component only
  const rows = useVirtualizer({
    count: Math.ceil(tiles.length / columns),
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 4,
  });
  return (
    <ul className="tiles-box" ref={box} tabIndex={0} aria-rowcount={tiles.length}>
      <li style={{ height: rows.getTotalSize() }} aria-hidden />
      {rows.getVirtualItems().flatMap((row) =>
        tiles.slice(row.index * columns, (row.index + 1) * columns).map((tile, nth) => (
          <li
            key={tile.agent.id}
            className="tiles-placed"
            style={{
              transform: `translateY(${row.start}px)`,
              left: `${(nth / columns) * 100}%`,
              width: `calc(${100 / columns}% - 8px)`,
            }}
          >
            <Tile {...tile} />
          </li>
        )),
      )}
    </ul>
  );
}

export function Tiles({ tiles }: { tiles: TileProps[] }) {
  if (tiles.length > MOST) return <Rows tiles={tiles} />;
  return (
    <ul className="tiles">
      {tiles.map((tile) => (
        <li key={tile.agent.id}>
          <Tile {...tile} />
        </li>
      ))}
    </ul>
  );
}
