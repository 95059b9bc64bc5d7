/** Warnings about a customer that hold, and, for who leads, those that wait to be decided about. */
import { FlagFilled } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import { listMarks, type Mark } from '@/api/calm';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, SessionContext } from '@/shared/session/session';
import { DecideMark } from './DecideMark';
import { MarkForm } from './MarkForm';
import { calmWords } from './words';
import './calm.css';

function MarkLine({ mark, leads }: { mark: Mark; leads: boolean }) {
  const t = useTexts(calmWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  return (
    <li>
      <span className={mark.holds ? 'pill bad' : 'pill wait'}>
        <FlagFilled aria-hidden /> {t(mark.kind)}
      </span>
      <span>{mark.why}</span>
      <span className="quiet">
        {mark.expires_at ? t('until', { when: whenOf(mark.expires_at, now) }) : t('waits')} ·{' '}
        {t('by', { who: nameIn(mark.proposed_by, locale) })}
      </span>
      <DecideMark mark={mark} leads={leads} />
    </li>
  );
}

/** `proposes`: one may be proposed here. */
export function CustomerMarks({ customer, proposes = false }: { customer: string; proposes?: boolean }) {
  const t = useTexts(calmWords);
  const session = useContext(SessionContext);
  const asked = useQuery({
    queryKey: ['marks', customer],
    queryFn: () => listMarks(customer),
    staleTime: 30_000,
  });
  const leads = session !== null && may(session, 'customers.keep');
  const shown = (asked.data?.items ?? []).filter((one) => one.holds || one.state === 'proposed');
  const mine = shown.filter((one) => one.holds || leads);
  const form = proposes && session !== null && may(session, 'customers.change');
  if (!mine.length && !form) return null;
  return (
    <section className="marks-part" aria-label={t('marks')}>
      {mine.length ? (
        <ul className="marks">
          {mine.map((mark) => (
            <MarkLine key={mark.id} mark={mark} leads={leads} />
          ))}
        </ul>
      ) : null}
      {form ? <MarkForm customer={customer} interaction={null} /> : null}
    </section>
  );
}
