/** A calendar drawn as a week: a row a day, a bar a period. */
import type { Body } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { barsOf, DAYS, periodsOf, weekOf } from './calendar';
import { calendarWords } from './calendar-words';

const HOURS = [0, 6, 12, 18, 24];

export function Week({ body }: { body: Body }) {
  const t = useTexts(calendarWords);
  const week = weekOf(body);
  return (
    <div className="route-week" role="img" aria-label={t('drawn')}>
      {DAYS.map((day) => {
        const bars = barsOf(periodsOf(week, day));
        return (
          <div key={day} className="route-day">
            <span>{t(`day_${day}`)}</span>
            <span className="route-day-track">
              {bars.map((bar, nth) => (
                <i
                  key={nth}
                  style={{ left: `${bar.from * 100}%`, width: `${bar.width * 100}%` }}
                  title={bar.text}
                >
                  {bar.text}
                </i>
              ))}
              {bars.length ? null : <em className="quiet">{t('closedDay')}</em>}
            </span>
          </div>
        );
      })}
      <div className="route-day">
        <span />
        <span className="route-day-scale num quiet">
          {HOURS.map((hour) => (
            <span key={hour}>{hour}</span>
          ))}
        </span>
      </div>
    </div>
  );
}
