/** A time of day, by the 24-hour clock: what browsers offer shows mornings and afternoons where the language of the
 * machine does. */
import { Input, type InputProps } from 'antd';
import { asClock, isClock } from '../format/time';

interface Props extends Omit<InputProps, 'value' | 'onChange'> {
  value: string;
  /** What is written so far; it need not be a time yet. */
  onChange: (written: string) => void;
}

export function ClockField({ value, onChange, ...field }: Props) {
  const bad = value !== '' && !isClock(value);
  const done = (): void => {
    if (asClock(value) !== value) onChange(asClock(value));
  };
  return (
    <Input
      {...field}
      inputMode="numeric"
      placeholder="HH:MM"
      maxLength={5}
      status={bad ? 'error' : ''}
      aria-invalid={bad}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={done}
      onPressEnter={done}
    />
  );
}
