/** One ticket: who calls whom, the steps of the life in force, what became of it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import {
  getTicket,
  getTicketLife,
  linkTicket,
  stepTicket,
  type Ticket,
  type TicketEntry,
  type TicketLife,
  type TicketTold,
  type TicketWhole,
} from '@/api/tickets';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Failed } from '@/shared/ui/Empty';
import { Facts } from '@/shared/ui/Facts';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { SidePanel } from '@/shared/ui/SidePanel';
import { callAtHand } from '../slips/use-slips';
import { dueOf } from './TicketForm';
import { ticketWords } from './words';

const NEEDS = { number: 'calledNumber', person: 'person', due: 'due', reason: 'reason' } as const;
type Need = keyof typeof NEEDS;
type Step = TicketLife['steps'][number];
type Typed = Record<Need, string>;
const NOTHING: Typed = { number: '', person: '', due: '', reason: '' };

/** Keep what the server answered; the list is asked for again. */
export function useKeptTicket(): (whole: TicketWhole) => void {
  const client = useQueryClient();
  return (whole) => {
    client.setQueryData(['tickets', 'one', whole.ticket.id], whole);
    void client.invalidateQueries({ queryKey: ['tickets', 'list'] });
  };
}

interface AskProps {
  step: Step;
  pending: boolean;
  onDone: (told: TicketTold) => void;
  onCancel: () => void;
}

function Ask({ step, pending, onDone, onCancel }: AskProps) {
  const t = useTexts(ticketWords);
  const locale = useLocale();
  const [typed, setTyped] = useState(NOTHING);
  const field = (need: string, nth: number): ReactElement => (
    <Field key={need} label={t(NEEDS[need as Need])}>
      <Input
        autoFocus={nth === 0}
        value={typed[need as Need]}
        maxLength={60}
        onChange={(event) => setTyped((before) => ({ ...before, [need]: event.target.value }))}
      />
    </Field>
  );
  return (
    <form
      className="slip-ask"
      aria-label={nameIn(step.name, locale)}
      onSubmit={(event) => {
        event.preventDefault();
        onDone({ ...typed, due_at: dueOf(typed.due) });
      }}
    >
      {step.needs.map(field)}
      <div className="slip-actions">
        <Button type="primary" htmlType="submit" loading={pending}>
          {t('confirm')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

function useDeeds({ id, revision }: Ticket) {
  const kept = useKeptTicket();
  const client = useQueryClient();
  const onError = (): void => void client.invalidateQueries({ queryKey: ['tickets', 'one', id] });
  const step = useMutation({
    mutationFn: ({ step: name, told }: { step: string; told: TicketTold }) => {
      const { number = '', person = '', due_at = null, reason = '' } = told;
      return stepTicket(id, { step: name, revision, number, person, due_at, reason });
    },
    onSuccess: kept,
    onError,
  });
  const link = useMutation({
    mutationFn: (interaction: string) => linkTicket(id, { interaction, revision }),
    onSuccess: kept,
    onError,
  });
  return { step, link };
}

function Steps({ ticket, life }: { ticket: Ticket; life: TicketLife }) {
  const t = useTexts(ticketWords);
  const locale = useLocale();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Step | null>(null);
  const { step: making, link } = useDeeds(ticket);
  const hand = ticket.interaction || ticket.over ? null : callAtHand(client);
  const make = (step: Step, told: TicketTold): void =>
    making.mutate({ step: step.id, told }, { onSuccess: () => setAsked(null) });
  const open = asked && ticket.steps.includes(asked.id) ? asked : null;
  return (
    <div className="slip-steps">
      <Refused failure={making.error ?? link.error} />
      <div className="slip-actions">
        {life.steps
          .filter((step) => ticket.steps.includes(step.id))
          .map((step) => (
            <Button
              key={step.id}
              loading={making.isPending && making.variables.step === step.id}
              onClick={() => (step.needs.length ? setAsked(step) : make(step, NOTHING))}
            >
              {nameIn(step.name, locale)}
            </Button>
          ))}
        {hand ? <Button onClick={() => link.mutate(hand.interaction)}>{t('link')}</Button> : null}
      </div>
      {open ? (
        <Ask
          key={open.id}
          step={open}
          pending={making.isPending}
          onDone={(told) => make(open, told)}
          onCancel={() => setAsked(null)}
        />
      ) : null}
    </div>
  );
}

const both = (name: string, number: string): string => [name, groupPhone(number)].filter(Boolean).join(' · ');

function Says({ ticket }: { ticket: Ticket }) {
  const t = useTexts(ticketWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  const { interaction, billing_seconds: n } = ticket;
  const call = interaction ? <Link to={`/interactions/${interaction}`}>{t('seeCall')}</Link> : '—';
  return (
    <Facts
      className="facts"
      facts={[
        [t('state'), nameIn(ticket.state_name, locale)],
        [t('direction'), t(ticket.direction)],
        [t('caller'), both(ticket.caller, ticket.caller_number) || '—'],
        [t('called'), both(ticket.called, ticket.called_number)],
        ...(ticket.person ? [[t('person'), ticket.person] as const] : []),
        [t('reverse'), t(ticket.reverse)],
        ...(ticket.due_at ? [[t('due'), whenOf(ticket.due_at, now)] as const] : []),
        [t('linked'), call],
        [t('billing'), n === null ? '—' : t('seconds', { n })],
      ]}
    />
  );
}

function Line({ entry }: { entry: TicketEntry }) {
  const locale = useLocale();
  const { number, person, reason } = entry.told as Partial<Record<string, string>>;
  const told = [number ? groupPhone(number) : '', person, reason].filter(Boolean).join(' · ');
  return (
    <li>
      <span className="num quiet">{whenOf(entry.at, dateAt(serverNow()))}</span>
      <span>
        {nameIn(entry.step_name, locale)} <span className="quiet">{told}</span>
      </span>
      <span className="quiet">{nameIn(entry.by, locale)}</span>
    </li>
  );
}

export function TicketDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts(ticketWords);
  const asked = useQuery({ queryKey: ['tickets', 'one', id], queryFn: () => getTicket(id) });
  const life = useQuery({ queryKey: ['tickets', 'life'], queryFn: getTicketLife, staleTime: 60_000 });
  const failure = asked.error ?? life.error;
  const again = (): void => void Promise.all([asked.refetch(), life.refetch()]);
  return (
    <SidePanel title={t('one', { number: asked.data?.ticket.number ?? '' })} width={440} onClose={onClose}>
      {asked.data && life.data ? (
        <div className="slip-detail">
          <Says ticket={asked.data.ticket} />
          <Steps ticket={asked.data.ticket} life={life.data} />
          <h3>{t('progress')}</h3>
          <ol className="slip-history">
            {asked.data.history.map((entry) => (
              <Line key={entry.revision} entry={entry} />
            ))}
          </ol>
        </div>
      ) : failure ? (
        <Failed failure={failure} again={again} />
      ) : (
        <Skeleton active />
      )}
    </SidePanel>
  );
}
