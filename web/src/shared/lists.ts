/** Lists of rows, one of which is moved, replaced or taken away. Pure. */

/** A list with the row at `place` moved by `by`. */
export function moved<Row>(list: Row[], place: number, by: number): Row[] {
  const to = place + by;
  if (to < 0 || to >= list.length) return list;
  const next = [...list];
  const [row] = next.splice(place, 1);
  if (row !== undefined) next.splice(to, 0, row);
  return next;
}

export const replaced = <Row>(list: readonly Row[], place: number, row: Row): Row[] =>
  list.map((each, nth) => (nth === place ? row : each));
export const dropped = <Row>(list: readonly Row[], place: number): Row[] =>
  list.filter((_, nth) => nth !== place);
