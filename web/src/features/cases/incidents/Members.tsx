/** The calls and cases that were linked to a major incident, page by page, and what came of the cases. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { incidentCases, incidentContacts, incidentResults } from '@/api/incidents';
import { numberOf } from '@/shared/format/case-number';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { StateMark } from '../Marks';
import { incidentWords } from './words';

const EVERY = 15_000;

interface Page<Row> {
  items: Row[];
  next: string | null;
}

interface Listed<Row> {
  id: string;
  part: string;
  label: string;
  none: string;
  ask: (id: string, after?: string) => Promise<Page<Row>>;
  show: (row: Row) => ReactNode;
  keyOf: (row: Row) => string;
}

function Pages<Row>({ id, part, label, none, ask, show, keyOf }: Listed<Row>) {
  const t = useTexts(incidentWords);
  const asked = useInfiniteQuery({
    queryKey: ['incidents', part, id],
    queryFn: ({ pageParam }) => ask(id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Row>) => page.next ?? undefined,
    refetchInterval: EVERY,
  });
  const rows = asked.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="case-part" aria-label={label}>
      <h4>{label}</h4>
      {asked.data && !rows.length ? <p className="quiet">{none}</p> : null}
      <ul className="case-near">
        {rows.map((row) => (
          <li key={keyOf(row)}>{show(row)}</li>
        ))}
      </ul>
      {asked.hasNextPage ? (
        <Button size="small" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </section>
  );
}

export function Members({ id }: { id: string }) {
  const t = useTexts(incidentWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  return (
    <>
      <Pages
        id={id}
        part="contacts"
        label={t('contacts')}
        none={t('noContacts')}
        ask={incidentContacts}
        keyOf={(row) => row.id}
        show={(row) => (
          <Link to={`/interactions/${row.id}`}>
            <span className="num quiet">{whenOf(row.started_at ?? row.linked_at, now)}</span>{' '}
            <span>{row.customer_name || t('unknownCaller')}</span>
            <span className="quiet">{t('linkedBy', { name: nameIn(row.linked_by, locale) })}</span>
          </Link>
        )}
      />
      <Pages
        id={id}
        part="cases"
        label={t('cases')}
        none={t('noCases')}
        ask={incidentCases}
        keyOf={(row) => row.id}
        show={(row) => (
          <Link to={`/cases/${row.id}`}>
            <span className="num quiet">{numberOf(row.number)}</span> <span>{row.subject}</span>
            <StateMark row={row} />
          </Link>
        )}
      />
    </>
  );
}

export function Results({ id }: { id: string }) {
  const t = useTexts(incidentWords);
  return (
    <Pages
      id={id}
      part="results"
      label={t('stoppedTitle')}
      none={t('fine')}
      ask={incidentResults}
      keyOf={(row) => row.case}
      show={(row) => (
        <Link to={`/cases/${row.case}`}>
          <span className="num quiet">{numberOf(row.number)}</span> <span>{row.subject}</span>
          <span className={row.why ? 'fault' : 'quiet'}>{row.why || t('fine')}</span>
        </Link>
      )}
    />
  );
}
