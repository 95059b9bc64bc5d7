/** Lines to choose from, under headings; the field above says which one is at hand (aria-activedescendant). */
import { Fragment, type ReactNode } from 'react';

interface Choice {
  group: string;
  to: { kind: string; id: string };
}

interface Given<T extends Choice> {
  id: string;
  label: string;
  choices: T[];
  nth: number;
  heading: (choice: T) => string;
  line: (choice: T) => ReactNode;
  choose: (choice: T) => void;
  className?: string;
}

const intoView = (line: HTMLElement | null): void => line?.scrollIntoView({ block: 'nearest' });

export const optionId = (id: string, place: number): string => `${id}-${place}`;

export function PickerList<T extends Choice>({
  id,
  label,
  choices,
  nth,
  heading,
  line,
  choose,
  className,
}: Given<T>) {
  return (
    <ul className={`picker-list ${className ?? ''}`.trim()} id={id} role="listbox" aria-label={label}>
      {choices.map((one, place) => (
        <Fragment key={`${one.to.kind}-${one.to.id}`}>
          {one.group === choices[place - 1]?.group ? null : (
            <li className="picker-group" role="presentation">
              {heading(one)}
            </li>
          )}
          <li
            className="picker-line"
            id={optionId(id, place)}
            role="option"
            aria-selected={place === nth}
            ref={place === nth ? intoView : undefined}
            onClick={() => choose(one)}
          >
            {line(one)}
          </li>
        </Fragment>
      ))}
    </ul>
  );
}
