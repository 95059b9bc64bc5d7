/** One of a few for one agent, with a mark while it is not in force. */
export interface Choice {
  value: string;
  label: string;
}

interface Props {
  label: string;
  value: string;
  /** What is in force. */
  was: string;
  choices: readonly Choice[];
  disabled: boolean;
  onChange: (value: string) => void;
}

export function ChoiceCell({ label, value, was, choices, disabled, onChange }: Props) {
  return (
    <select
      className={value === was ? 'team-cell' : 'team-cell waits'}
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    >
      {choices.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  );
}
