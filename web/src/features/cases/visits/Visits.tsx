/** The return visits of a case: called with one key, what came of them, and the form for it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { cancelVisit, listVisits, type Visit } from '@/api/visits';
import { useOffer, type Command } from '@/shared/commands/registry';
import { CallButton } from '@/shared/dial/CallButton';
import { usePass } from '@/shared/dial/pass';
import { wishToCall } from '@/shared/dial/wish';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { hasDesk, may, useSession } from '@/shared/session/session';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { signalSaid } from './said';
import { VisitForm } from './VisitForm';
import { visitWords } from './words';
import './visits.css';

function Cancel({ visit }: { visit: Visit }) {
  const t = useTexts(visitWords);
  const client = useQueryClient();
  const sayRefusal = useSayRefusal();
  const [reason, setReason] = useState<string | null>(null);
  const cancelling = useMutation({
    mutationFn: () => cancelVisit(visit.id, reason ?? ''),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['visits'] });
      void client.invalidateQueries({ queryKey: ['cases'] });
    },
    onError: sayRefusal,
  });
  if (reason === null)
    return (
      <Button size="small" type="link" onClick={() => setReason('')}>
        {t('cancel')}
      </Button>
    );
  return (
    <Input.Search
      autoFocus
      aria-label={t('cancelWhy')}
      placeholder={t('cancelWhy')}
      maxLength={200}
      style={{ width: 320 }}
      enterButton={t('cancel')}
      value={reason}
      loading={cancelling.isPending}
      onChange={(event) => setReason(event.target.value)}
      onSearch={() => {
        if (reason.trim()) cancelling.mutate();
      }}
    />
  );
}

function Answers({ visit }: { visit: Visit }) {
  const t = useTexts(visitWords);
  const locale = useLocale();
  const said = (value: unknown): string =>
    typeof value === 'boolean' ? t(value ? 'yes' : 'no') : String(value as string | number);
  const answered = visit.questions.filter(({ id }) => id in visit.answers);
  if (!answered.length) return null;
  return (
    <dl className="facts">
      {answered.map((question) => (
        <div key={question.id}>
          <dt>{nameIn(question.name, locale)}</dt>
          <dd className="facts-note">{said(visit.answers[question.id])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Call({ visit }: { visit: Visit }) {
  if (!visit.may || !visit.callable_now) return null;
  return <CallButton wide to={{ kind: 'visit', id: visit.id }} who={visit.case.customer?.name ?? ''} />;
}

/** How it stands, whose it is, and the way to call. */
function Standing({ visit }: { visit: Visit }) {
  const t = useTexts(visitWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  const whose = nameIn(visit.agent?.name, locale) || nameIn(visit.team_name, locale);
  return (
    <>
      <p className="case-line">
        <strong>{nameIn(visit.rule_name, locale)}</strong>
        <span className={`pill ${visit.overdue ? 'bad' : ''}`}>{t(`state_${visit.state}`)}</span>
        {visit.state === 'planned' ? (
          <span className="num">{t('due', { when: whenOf(visit.due_at, now) })}</span>
        ) : null}
        {visit.tries ? (
          <span className="quiet">
            {t('tries', { n: visit.tries, most: visit.most_tries })} · {signalSaid(visit.last_try, t)}
          </span>
        ) : null}
        <span className="quiet">
          {t('whose')} {whose || t('nobody')}
        </span>
        <Call visit={visit} />
      </p>
      {visit.may && !visit.callable_now ? <p className="quiet">{t('night')}</p> : null}
    </>
  );
}

function One({ visit }: { visit: Visit }) {
  const session = useSession();
  return (
    <li className="visit">
      <Standing visit={visit} />
      <Answers visit={visit} />
      {visit.note ? <p className="facts-note">{visit.note}</p> : null}
      {visit.may ? <VisitForm key={`${visit.id}-${visit.tries}`} visit={visit} /> : null}
      {visit.state === 'planned' && may(session, 'cases.assign') ? <Cancel visit={visit} /> : null}
    </li>
  );
}

/** The key that calls for the visit that is to be made; during a call it asks somebody first. */
function useCallKey(visits: readonly Visit[]): void {
  const t = useTexts(visitWords);
  const session = useSession();
  const calling = usePass() !== null;
  const next = hasDesk(session) && !calling ? visits.find((one) => one.may && one.callable_now) : undefined;
  const id = next?.id;
  const who = next?.case.customer?.name ?? '';
  const commands = useMemo<Command[]>(
    () =>
      id
        ? [
            {
              id: 'visit-call',
              title: t('call'),
              keys: 'Alt+c',
              group: t('keys'),
              run: () => wishToCall({ kind: 'visit', id }, who),
            },
          ]
        : [],
    [id, who, t],
  );
  useOffer(commands);
}

const NONE: Visit[] = [];

export default function Visits({ id }: { id: string }) {
  const t = useTexts(visitWords);
  const asked = useQuery({
    queryKey: ['visits', 'of', id],
    queryFn: async () => (await listVisits({ case: id })).items,
    refetchInterval: 30_000,
  });
  const visits = asked.data ?? NONE;
  useCallKey(visits);
  if (!visits.length) return null;
  return (
    <section className="case-part" aria-label={t('title')}>
      <h4>{t('title')}</h4>
      <ul className="visits">
        {visits.map((visit) => (
          <One key={visit.id} visit={visit} />
        ))}
      </ul>
    </section>
  );
}
