/** When to call back: a row of times as people say them, and any other time. */
import { lazy, Suspense, useMemo, useState } from 'react';
import { dateAfter, dateAt, dateOf, timeOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts, type Speak } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { callbackWords } from './callback-words';
import { naturalTimes, partOfDay, type NaturalTime } from './times';

const OtherTime = lazy(async () => ({ default: (await import('./OtherTime')).OtherTime }));
type Words = Speak<(typeof callbackWords)['zh-CN']>;

/** "今天下午 15:00", "明天上午 09:30"; another day by its date. */
export function saidTime(at: Date, now: Date, t: Words, locale: string): string {
  const date = dateOf(at);
  const time = timeOf(at).slice(0, 5);
  const days = [dateOf(now), dateAfter(dateOf(now), 1)];
  if (!days.includes(date)) return `${date} ${time}`;
  const day = t(date === days[0] ? 'today' : 'tomorrow');
  if (locale !== 'zh-CN') return `${day} ${time}`;
  return `${day}${t(partOfDay(Number(time.slice(0, 2))))} ${time}`;
}

interface PickerProps {
  value: string | null;
  onChange: (at: string) => void;
}

export function TimePicker({ value, onChange }: PickerProps) {
  const t = useTexts(callbackWords);
  const locale = useLocale();
  const [now] = useState(() => dateAt(serverNow()));
  const times = useMemo(() => naturalTimes(now), [now]);
  const chosen = times.some(({ at }) => at.toISOString() === value);
  const [other, setOther] = useState(false);
  const said = ({ word, at }: NaturalTime): string => {
    const plain = word === 'inHalfHour' || word === 'inHour' || word === 'monday';
    return plain ? `${t(word)} ${timeOf(at).slice(0, 5)}` : saidTime(at, now, t, locale);
  };
  const calendar = other || (value !== null && !chosen);
  return (
    <div className="choices">
      <div role="radiogroup" aria-label={t('when')} className="choices">
        {times.map((time) => {
          const at = time.at.toISOString();
          return (
            <button
              key={at}
              type="button"
              role="radio"
              aria-checked={at === value}
              className="choice num"
              onClick={() => onChange(at)}
            >
              {said(time)}
            </button>
          );
        })}
      </div>
      {calendar ? (
        <Suspense fallback={<span className="quiet">{t('other')}</span>}>
          <OtherTime value={chosen ? null : value} open={other} onChange={onChange} />
        </Suspense>
      ) : (
        <button type="button" className="choice" onClick={() => setOther(true)}>
          {t('other')}
        </button>
      )}
    </div>
  );
}
