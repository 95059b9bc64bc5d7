/** A length of time, written in the unit that suits it and kept in seconds. */
import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { SECONDS, UNITS, unitOf, type Unit } from './callback';
import { callbackWords } from './callback-words';

interface Props {
  /** Seconds; null: nothing is said, and `usual` holds. */
  value: number | null;
  usual: number;
  label: string;
  disabled: boolean;
  onChange: (seconds: number | null) => void;
}

/** What a field gives its child, `id` and what is said of it, is passed on to the number. */
export function Span({ value, usual, label, disabled, onChange, ...field }: Props) {
  const t = useTexts(callbackWords);
  const [chosen, setChosen] = useState<Unit | null>(null);
  const unit = chosen ?? unitOf(value ?? usual);
  return (
    <span className="route-span">
      <InputNumber
        {...field}
        value={value === null ? null : value / SECONDS[unit]}
        placeholder={t('usual', { value: usual / SECONDS[unit] })}
        min={0}
        disabled={disabled}
        onChange={(n) => onChange(n === null ? null : Math.round(n * SECONDS[unit]))}
      />
      <Select
        aria-label={`${label} ${t('unit')}`}
        value={unit}
        options={UNITS.map((each) => ({ value: each, label: t(each) }))}
        disabled={disabled}
        onChange={(next: Unit) => {
          setChosen(next);
          if (value !== null) onChange(Math.round((value / SECONDS[unit]) * SECONDS[next]));
        }}
      />
    </span>
  );
}
