/** A new ticket as a form at the side. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Radio } from 'antd';
import { useState, type ReactElement } from 'react';
import { Problem } from '@/api/client';
import { openTicket, type Ticket, type TicketNew, type TicketWhole } from '@/api/tickets';
import { asClock, nextAt } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { dateAt } from '@/shared/format/time';
import { serverNow } from '@/shared/live/clock';
import { newOnce } from '@/shared/once';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { SideForm } from '@/shared/ui/SideForm';
import { callAtHand } from '../slips/use-slips';
import { ticketWords } from './words';

const DIRECTIONS = ['out', 'in', 'transit'] as const;
const LINES = ['caller', 'caller_number', 'called', 'called_number', 'person'] as const;
const LABELS = {
  caller: 'caller',
  caller_number: 'callerNumber',
  called: 'called',
  called_number: 'calledNumber',
  person: 'person',
} as const;
const AT: Record<string, (typeof LINES)[number] | 'due'> = {
  'ticket.number_needed': 'called_number',
  'ticket.person_needed': 'person',
  'ticket.wrong_time': 'due',
};

/** When to ring, from a clock time of the site; null: now. */
export function dueOf(typed: string): string | null {
  const clock = asClock(typed.trim());
  return clock ? (nextAt(clock, dateAt(serverNow()))?.toISOString() ?? null) : null;
}

interface FormProps {
  onDone: (whole: TicketWhole) => void;
  onClose: () => void;
}

function useOpening(onDone: FormProps['onDone']) {
  const client = useQueryClient();
  const [start] = useState(() => {
    const hand = callAtHand(client);
    const caller_number = hand && !hand.number.includes('*') ? hand.number : '';
    return { key: newOnce(), hand, caller_number };
  });
  const save = useMutation({
    mutationFn: (body: Omit<TicketNew, 'key' | 'interaction'>) =>
      openTicket({ ...body, key: start.key, interaction: start.hand?.interaction ?? null }),
    onSuccess: onDone,
  });
  return { start, save };
}

export function TicketForm({ onDone, onClose }: FormProps) {
  const t = useTexts(ticketWords);
  const locale = useLocale();
  const { start, save } = useOpening(onDone);
  const [direction, setDirection] = useState<Ticket['direction']>('out');
  const [lines, setLines] = useState({
    caller: start.hand?.caller ?? '',
    caller_number: start.caller_number,
    called: '',
    called_number: '',
    person: '',
  });
  const [due, setDue] = useState('');
  const [ticks, setTicks] = useState({ person_to_person: false, reverse: false });
  const at = save.error instanceof Problem ? AT[save.error.key] : undefined;
  const fault = (name: string): string =>
    save.error && at === name ? wordsFor(save.error, locale).title : '';
  const line = (name: (typeof LINES)[number]): ReactElement => (
    <Field key={name} label={t(LABELS[name])} fault={fault(name)}>
      <Input
        autoFocus={name === 'caller'}
        autoComplete="off"
        value={lines[name]}
        maxLength={60}
        onChange={(event) => setLines((before) => ({ ...before, [name]: event.target.value }))}
      />
    </Field>
  );
  const dueWrong = due.trim() !== '' && dueOf(due) === null;
  const submit = (): void => {
    if (!dueWrong) save.mutate({ ...lines, ...ticks, direction, due_at: dueOf(due), note: '' });
  };
  return (
    <SideForm title={t('fresh')} className="slip-form" onSubmit={submit} onClose={onClose}>
      <div className="slip-fields">
        {save.error && !at ? <Refused failure={save.error} /> : null}
        <Radio.Group
          aria-label={t('direction')}
          value={direction}
          options={DIRECTIONS.map((value) => ({ value, label: t(value) }))}
          onChange={(event) => setDirection(event.target.value as Ticket['direction'])}
        />
        {LINES.map(line)}
        <Field
          label={t('due')}
          rule={t('dueRule')}
          fault={dueWrong && due.length > 3 ? t('dueRule') : fault('due')}
        >
          <Input value={due} maxLength={5} onChange={(event) => setDue(event.target.value)} />
        </Field>
        <Checkbox
          checked={ticks.person_to_person}
          onChange={({ target }) => setTicks((before) => ({ ...before, person_to_person: target.checked }))}
        >
          {t('personToPerson')}
        </Checkbox>
        <Checkbox
          checked={ticks.reverse}
          onChange={({ target }) => setTicks((before) => ({ ...before, reverse: target.checked }))}
        >
          {t('reverseAsked')}
        </Checkbox>
        <div className="slip-actions">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </div>
    </SideForm>
  );
}
