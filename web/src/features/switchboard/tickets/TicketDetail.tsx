/** One ticket: who calls whom, the steps of the life in force, what became of it. */
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import {
  getTicket,
  getTicketLife,
  type Ticket,
  type TicketEntry,
  type TicketLife,
  type TicketTold,
} from '@/api/tickets';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts, type Speak } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Failed } from '@/shared/ui/Empty';
import { Facts } from '@/shared/ui/Facts';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { SidePanel } from '@/shared/ui/SidePanel';
import '../paper.css';
import { DialHelp } from './DialHelp';
import { Interpreters } from './Interpreters';
import { languageName } from './languages';
import { LinkCall } from './LinkCall';
import { dueOf } from './TicketForm';
import { useDeeds } from './use-tickets';
import { ticketWords } from './words';

const NEEDS = {
  number: 'calledNumber',
  called: 'called',
  person: 'person',
  due: 'due',
  reason: 'reason',
  interpreter: 'interpreter',
  question: 'question',
  answer: 'answer',
} as const;
type Need = keyof typeof NEEDS;
type Step = TicketLife['steps'][number];
type Typed = Record<Need, string>;
const NOTHING: Typed = {
  number: '',
  called: '',
  person: '',
  due: '',
  reason: '',
  interpreter: '',
  question: '',
  answer: '',
};

const toldOf = ({ due, ...rest }: Typed): TicketTold => ({ ...rest, due_at: dueOf(due) });

interface AskProps {
  step: Step;
  language: string;
  pending: boolean;
  onDone: (told: TicketTold) => void;
  onCancel: () => void;
}

function Ask({ step, language, pending, onDone, onCancel }: AskProps) {
  const t = useTexts(ticketWords);
  const locale = useLocale();
  const [typed, setTyped] = useState(NOTHING);
  const put = (need: string, text: string): void => setTyped((before) => ({ ...before, [need]: text }));
  const field = (need: string, nth: number): ReactElement => (
    <Field key={need} label={t(NEEDS[need as Need])}>
      <Input
        autoFocus={nth === 0}
        value={typed[need as Need]}
        maxLength={need === 'answer' || need === 'question' ? 1000 : 60}
        onChange={(event) => put(need, event.target.value)}
      />
    </Field>
  );
  return (
    <form
      className="paper-ask"
      aria-label={nameIn(step.name, locale)}
      onSubmit={(event) => {
        event.preventDefault();
        onDone(toldOf(typed));
      }}
    >
      {step.asks.map(field)}
      {step.asks.includes('number') ? (
        <DialHelp typed={typed.number} use={(it) => put('number', it)} />
      ) : null}
      {step.asks.includes('interpreter') && language ? (
        <Interpreters language={language} choose={(name) => put('interpreter', name)} />
      ) : null}
      <div className="paper-actions">
        <Button type="primary" htmlType="submit" loading={pending}>
          {t('confirm')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

function Steps({ ticket, life }: { ticket: Ticket; life: TicketLife }) {
  const locale = useLocale();
  const [asked, setAsked] = useState<Step | null>(null);
  const { step: making, link } = useDeeds(ticket);
  const make = (step: Step, told: TicketTold): void =>
    making.mutate({ step: step.id, told }, { onSuccess: () => setAsked(null) });
  const open = asked && ticket.steps.includes(asked.id) ? asked : null;
  return (
    <div className="paper-steps">
      <Refused failure={making.error ?? link.error} />
      <div className="paper-actions">
        {life.steps
          .filter((step) => ticket.steps.includes(step.id))
          .map((step) => (
            <Button
              key={step.id}
              loading={making.isPending && making.variables.step === step.id}
              onClick={() => (step.asks.length ? setAsked(step) : make(step, toldOf(NOTHING)))}
            >
              {nameIn(step.name, locale)}
            </Button>
          ))}
        {ticket.interaction || ticket.over ? null : <LinkCall link={link.mutate} />}
      </div>
      {open ? (
        <Ask
          key={open.id}
          step={open}
          language={ticket.language}
          pending={making.isPending}
          onDone={(told) => make(open, told)}
          onCancel={() => setAsked(null)}
        />
      ) : null}
    </div>
  );
}

const both = (name: string, number: string): string => [name, groupPhone(number)].filter(Boolean).join(' · ');

type Say = Speak<(typeof ticketWords)['zh-CN']>;
const callOf = (ticket: Ticket, t: Say): (readonly [string, string])[] => [
  [t('called'), both(ticket.called, ticket.called_number)],
  ...(ticket.person ? [[t('person'), ticket.person] as const] : []),
  [t('reverse'), t(ticket.reverse)],
];

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
        [t('direction'), t(ticket.purpose === 'enquiry' ? 'enquiry' : ticket.direction)],
        ...(ticket.language ? [[t('language'), languageName(ticket.language, locale)] as const] : []),
        [t('caller'), both(ticket.caller, ticket.caller_number) || '—'],
        ...(ticket.purpose === 'call' ? callOf(ticket, t) : []),
        ...(ticket.note
          ? [[t(ticket.purpose === 'enquiry' ? 'question' : 'note'), ticket.note] as const]
          : []),
        ...(ticket.interpreter ? [[t('interpreter'), ticket.interpreter] as const] : []),
        ...(ticket.answer ? [[t('answer'), ticket.answer] as const] : []),
        ...(ticket.due_at ? [[t('due'), whenOf(ticket.due_at, now)] as const] : []),
        [t('linked'), call],
        [t('billing'), n === null ? '—' : t('seconds', { n })],
      ]}
    />
  );
}

function Line({ entry }: { entry: TicketEntry }) {
  const locale = useLocale();
  const { number, called, person, reason, interpreter, question, answer } = entry.told as Partial<
    Record<string, string>
  >;
  const told = [number ? groupPhone(number) : '', called, person, reason, interpreter, question, answer]
    .filter(Boolean)
    .join(' · ');
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
  const purpose = asked.data?.ticket.purpose ?? 'call';
  const life = useQuery({
    queryKey: ['tickets', 'life', purpose],
    queryFn: () => getTicketLife(purpose),
    staleTime: 60_000,
  });
  const failure = asked.error ?? life.error;
  const again = (): void => void Promise.all([asked.refetch(), life.refetch()]);
  return (
    <SidePanel title={t('one', { number: asked.data?.ticket.number ?? '' })} width={440} onClose={onClose}>
      {asked.data && life.data ? (
        <div className="paper-detail">
          <Says ticket={asked.data.ticket} />
          <DialHelp typed={asked.data.ticket.caller_number} />
          <Steps ticket={asked.data.ticket} life={life.data} />
          <h3>{t('progress')}</h3>
          <ol className="paper-history">
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
