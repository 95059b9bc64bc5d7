/** Which part of a page of cases is shown, with how much there is of it, and in words how much of that is late. */
interface Props<One extends string> {
  label: string;
  views: readonly One[];
  shown: One;
  word: (view: One) => string;
  many?: Partial<Record<One, number | undefined>>;
  late?: Partial<Record<One, string>>;
  show: (view: One) => void;
}

export function Views<One extends string>({
  label,
  views,
  shown,
  word,
  many = {},
  late = {},
  show,
}: Props<One>) {
  return (
    <div className="case-views" role="group" aria-label={label}>
      {views.map((one) => (
        <button
          key={one}
          type="button"
          className="bare case-view"
          aria-pressed={one === shown}
          onClick={() => show(one)}
        >
          {word(one)} {many[one] ? <span className="num case-many">{many[one]}</span> : null}
          {late[one] ? <span className="case-late"> {late[one]}</span> : null}
        </button>
      ))}
    </div>
  );
}
