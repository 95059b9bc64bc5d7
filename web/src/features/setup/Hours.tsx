/** When the line is open: day and night, or on days of the week in one or several periods. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { asClock } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import type { Answers, Fault, Period } from './answers';
import { Choice } from './Choice';
import { setupWords } from './words';

type Line = Answers['line'];

interface HoursProps {
  line: Line;
  faults: Record<string, Fault>;
  onChange: (change: Partial<Line>) => void;
}

const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** A weekday in words; the first of January 2024 was a Monday. */
const nameOf = (day: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));

interface ClockProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A time of day as it is written here: 24 hours, whatever the browser would make of it. */
function Clock({ label, value, onChange }: ClockProps) {
  return (
    <Input
      className="num setup-clock"
      aria-label={label}
      inputMode="numeric"
      maxLength={5}
      placeholder="09:00"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => onChange(asClock(value))}
    />
  );
}

export function Hours({ line, faults, onChange }: HoursProps) {
  const t = useTexts(setupWords);
  const locale = useLocale();
  const fault = faults['line.days'] ?? faults['line.periods'];
  const toggle = (day: number) =>
    onChange({ days: DAYS.filter((one) => (one === day) !== line.days.includes(one)) });
  const put = (nth: number, period: Period) =>
    onChange({ periods: line.periods.map((one, at) => (at === nth ? period : one)) });
  return (
    <>
      <Choice
        label={t('hours')}
        value={line.always ? 'always' : 'periods'}
        options={[
          { value: 'always', label: t('always') },
          { value: 'periods', label: t('periods') },
        ]}
        onChange={(which) => onChange({ always: which === 'always' })}
      />
      {line.always ? null : (
        <div className="setup-hours">
          <div className="setup-days" role="group" aria-label={t('days')}>
            {DAYS.map((day) => (
              <button
                key={day}
                type="button"
                className="bare"
                aria-label={nameOf(day, locale)}
                aria-pressed={line.days.includes(day)}
                onClick={() => toggle(day)}
              >
                {t('weekdays')[day - 1]}
              </button>
            ))}
          </div>
          {line.periods.map(([from, to], nth) => (
            <div key={nth} className="setup-period">
              <Clock
                label={`${t('from')} ${nth + 1}`}
                value={from}
                onChange={(value) => put(nth, [value, to])}
              />
              <span aria-hidden>–</span>
              <Clock
                label={`${t('to')} ${nth + 1}`}
                value={to}
                onChange={(value) => put(nth, [from, value])}
              />
              {line.periods.length > 1 ? (
                <Button
                  aria-label={t('dropPeriod')}
                  icon={<DeleteOutlined />}
                  onClick={() => onChange({ periods: line.periods.filter((_, at) => at !== nth) })}
                />
              ) : null}
            </div>
          ))}
          {line.periods.length < 6 ? (
            <Button
              type="dashed"
              icon={<PlusOutlined />}
              onClick={() => onChange({ periods: [...line.periods, ['19:00', '21:00']] })}
            >
              {t('addPeriod')}
            </Button>
          ) : null}
          <span className={faults['line.periods'] ? 'setup-fault' : 'setup-hint'}>{t('timeHint')}</span>
          <span className={fault ? 'setup-fault' : 'setup-hint'}>{fault ? t(fault) : t('closedNote')}</span>
        </div>
      )}
    </>
  );
}
