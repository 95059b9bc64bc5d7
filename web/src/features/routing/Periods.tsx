/** The periods of one day: times typed as one says them. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { dropped, replaced } from '@/shared/lists';
import { another, timeOf, type Period } from './calendar';
import { calendarWords } from './calendar-words';

interface TimeProps {
  label: string;
  value: string;
  disabled: boolean;
  onChange: (time: string) => void;
}

/** Kept once it is a time; until then it says how to write one. */
function Time({ label, value, disabled, onChange }: TimeProps) {
  const t = useTexts(calendarWords);
  const [typed, setTyped] = useState(value);
  const [last, setLast] = useState(value);
  if (value !== last) {
    setLast(value);
    setTyped(value);
  }
  const bad = timeOf(typed) === null;
  const done = (): void => {
    const time = timeOf(typed);
    if (time === null) return;
    setTyped(time);
    if (time !== value) onChange(time);
  };
  return (
    <Input
      className="route-time"
      value={typed}
      maxLength={5}
      inputMode="numeric"
      aria-label={label}
      aria-invalid={bad}
      title={bad ? t('badTime') : ''}
      status={bad ? 'error' : ''}
      disabled={disabled}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={done}
      onPressEnter={done}
    />
  );
}

interface Props {
  day: string;
  periods: Period[];
  disabled: boolean;
  onChange: (periods: Period[]) => void;
}

export function Periods({ day, periods, disabled, onChange }: Props) {
  const t = useTexts(calendarWords);
  return (
    <span className="route-row">
      {periods.map(([start, end], nth) => (
        <span key={nth} className="route-period">
          <Time
            label={t('from', { day, n: nth + 1 })}
            value={start}
            disabled={disabled}
            onChange={(time) => onChange(replaced(periods, nth, [time, end]))}
          />
          –
          <Time
            label={t('until', { day, n: nth + 1 })}
            value={end}
            disabled={disabled}
            onChange={(time) => onChange(replaced(periods, nth, [start, time]))}
          />
          {disabled ? null : (
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('removePeriod', { day, n: nth + 1 })}
              onClick={() => onChange(dropped(periods, nth))}
            />
          )}
        </span>
      ))}
      {periods.length ? null : <span className="quiet">{t('closedDay')}</span>}
      {disabled ? null : (
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined aria-hidden />}
          aria-label={t('addPeriod', { day })}
          onClick={() => onChange(another(periods))}
        />
      )}
    </span>
  );
}
