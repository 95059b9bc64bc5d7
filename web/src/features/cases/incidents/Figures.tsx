/** How large a major incident is, and how long it lasts. */
import type { Incident } from '@/api/incidents';
import { clockOf } from '@/shared/format/duration';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { incidentWords } from './words';

/** Seconds that it lasted, or has lasted so far. */
export const secondsOf = (incident: Incident, now: Date): number => {
  const until = incident.ended_at ? new Date(incident.ended_at) : now;
  return Math.max(0, Math.floor((until.getTime() - new Date(incident.declared_at).getTime()) / 1000));
};

export function Figures({ incident }: { incident: Incident }) {
  const t = useTexts(incidentWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  const rows: [string, string][] = [
    [t(incident.ended_at ? 'lasted' : 'since'), clockOf(secondsOf(incident, now))],
    [t('contacts'), String(incident.contacts)],
    [t('cases'), `${incident.cases} (${t('openCases', { n: incident.open_cases })})`],
    [t('customers'), String(incident.customers)],
    [t('affectedShort'), incident.affected === null ? '–' : String(incident.affected)],
  ];
  return (
    <>
      <dl className="incident-figures num">
        {rows.map(([label, what]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">
        {t('by', { name: nameIn(incident.declared_by, locale), when: whenOf(incident.declared_at, now) })}
        {incident.expected_end && !incident.ended_at
          ? ` · ${t('until', { when: whenOf(incident.expected_end, now) })}`
          : ''}
      </p>
    </>
  );
}
