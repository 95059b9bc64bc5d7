const SIGNS: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };

/** A key or a sequence of keys as caps. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span aria-label={keys}>
      {keys.split(/[ +]/).map((cap, place) => (
        <span key={place}>
          {place ? ' ' : ''}
          <kbd className="kbd">{SIGNS[cap] ?? (cap.length === 1 ? cap.toUpperCase() : cap)}</kbd>
        </span>
      ))}
    </span>
  );
}
