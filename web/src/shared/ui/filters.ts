/** Filters of a list live in the address, so that a link to a list shows the same list. */
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';

/** Where the browser stands by now, when that is not what was drawn last: the router draws a moment after it went. */
function goneTo(drawn: string): Location | null {
  const { key } = (history.state ?? {}) as { key?: string };
  return key === undefined || key === drawn ? null : window.location;
}

export function useFilters<Name extends string>(
  names: readonly Name[],
): [Partial<Record<Name, string>>, (change: Partial<Record<Name, string | undefined>>) => void] {
  const [search] = useSearchParams();
  const { pathname, key } = useLocation();
  const go = useNavigate();
  const filters = useMemo(() => {
    const found: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const value = search.get(name);
      if (value) found[name] = value;
    }
    return found;
  }, [names, search]);
  // The router gives the address as it was last drawn: a change that comes before that would undo the one before.
  const newest = useRef(search);
  useEffect(() => {
    newest.current = search;
  }, [search]);
  const change = useCallback(
    (wish: Partial<Record<Name, string | undefined>>) => {
      const gone = goneTo(key);
      const after = new URLSearchParams(gone?.search ?? newest.current);
      for (const [name, value] of Object.entries<string | undefined>(wish)) {
        if (value) after.set(name, value);
        else after.delete(name);
      }
      newest.current = after;
      void go({ pathname: gone?.pathname ?? pathname, search: after.toString() }, { replace: true });
    },
    [go, key, pathname],
  );
  return [filters, change];
}
