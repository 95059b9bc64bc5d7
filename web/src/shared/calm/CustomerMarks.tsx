/** Warnings about a customer that hold, and, for who leads, those that wait to be decided about. */
import { FlagFilled } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useContext } from 'react';
import { decideMark, listMarks, type Mark } from '@/api/calm';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, SessionContext } from '@/shared/session/session';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { MarkForm } from './MarkForm';
import { calmWords } from './words';
import './calm.css';

type Decision = Parameters<typeof decideMark>[1];

function useDecide(customer: string) {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({
    mutationFn: ({ mark, decision }: { mark: string; decision: Decision }) => decideMark(mark, decision, ''),
    onError,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['marks', customer] }),
        client.invalidateQueries({ queryKey: ['marks', 'proposed'] }),
      ]),
  });
}

function MarkLine({ mark, leads }: { mark: Mark; leads: boolean }) {
  const t = useTexts(calmWords);
  const locale = useLocale();
  const deciding = useDecide(mark.customer);
  const decide = (decision: Decision): void => deciding.mutate({ mark: mark.id, decision });
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
      {mark.state === 'proposed' && mark.decidable ? (
        <>
          <Button size="small" type="primary" onClick={() => decide('approved')}>
            {t('approve')}
          </Button>
          <Button size="small" onClick={() => decide('refused')}>
            {t('refuse')}
          </Button>
        </>
      ) : null}
      {mark.holds && leads ? (
        <Button size="small" type="link" onClick={() => decide('lifted')}>
          {t('lift')}
        </Button>
      ) : null}
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
    <section aria-label={t('marks')}>
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
