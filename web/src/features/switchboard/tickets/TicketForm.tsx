/** A new ticket as a form at the side. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Radio, Select } from 'antd';
import { Fragment, useState, type ReactElement } from 'react';
import { Problem } from '@/api/client';
import { openTicket, type Ticket, type TicketNew, type TicketPurpose, type TicketWhole } from '@/api/tickets';
import { asClock, nextAt } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { dateAt } from '@/shared/format/time';
import { serverNow } from '@/shared/live/clock';
import { newOnce } from '@/shared/once';
import { Field } from '@/shared/ui/Field';
import { SideForm } from '@/shared/ui/SideForm';
import { SentBefore } from '../SentBefore';
import { callAtHand } from '../slips/use-slips';
import { DialHelp } from './DialHelp';
import { LANGUAGES, languageName } from './languages';
import { ticketWords } from './words';

const DIRECTIONS = ['out', 'in', 'transit'] as const;
const LINES = ['caller', 'caller_number', 'called', 'called_number', 'person'] as const;
const CALLER = ['caller', 'caller_number'] as const;
const PURPOSES = ['call', 'enquiry'] as const;
const PLAIN = { person_to_person: false, reverse: false };
const LABELS = {
  caller: 'caller',
  caller_number: 'callerNumber',
  called: 'called',
  called_number: 'calledNumber',
  person: 'person',
} as const;
const AT: Record<string, (typeof LINES)[number] | 'due' | 'note'> = {
  'ticket.number_needed': 'called_number',
  'ticket.person_needed': 'person',
  'ticket.wrong_time': 'due',
  'ticket.question_needed': 'note',
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
  const [purpose, setPurpose] = useState<TicketPurpose>('call');
  const [language, setLanguage] = useState('');
  const [note, setNote] = useState('');
  const [ticks, setTicks] = useState({ person_to_person: false, reverse: false });
  const at = save.error instanceof Problem ? AT[save.error.key] : undefined;
  const fault = (name: string): string =>
    save.error && at === name ? wordsFor(save.error, locale).title : '';
  const put = (name: string, text: string): void => setLines((before) => ({ ...before, [name]: text }));
  const line = (name: (typeof LINES)[number]): ReactElement => (
    <Fragment key={name}>
      <Field label={t(LABELS[name])} fault={fault(name)}>
        <Input
          autoFocus={name === 'caller'}
          autoComplete="off"
          value={lines[name]}
          maxLength={60}
          onChange={(event) => put(name, event.target.value)}
        />
      </Field>
      {name === 'called_number' ? <DialHelp typed={lines[name]} use={(it) => put(name, it)} /> : null}
    </Fragment>
  );
  const dueWrong = due.trim() !== '' && dueOf(due) === null;
  const submit = (): void => {
    if (dueWrong) return;
    const call = purpose === 'call' ? lines : { ...lines, called: '', called_number: '', person: '' };
    const due_at = dueOf(due);
    save.mutate({
      ...call,
      ...(purpose === 'call' ? ticks : PLAIN),
      direction,
      due_at,
      note,
      purpose,
      language,
    });
  };
  return (
    <SideForm title={t('fresh')} className="paper-form" onSubmit={submit} onClose={onClose}>
      <div className="paper-fields">
        {save.error && !at ? <SentBefore failure={save.error} list="/tickets" onClose={onClose} /> : null}
        <Radio.Group
          optionType="button"
          aria-label={t('purpose')}
          value={purpose}
          options={PURPOSES.map((value) => ({ value, label: t(value) }))}
          onChange={(event) => setPurpose(event.target.value as TicketPurpose)}
        />
        <Radio.Group
          aria-label={t('direction')}
          value={direction}
          options={DIRECTIONS.map((value) => ({ value, label: t(value) }))}
          onChange={(event) => setDirection(event.target.value as Ticket['direction'])}
        />
        {(purpose === 'call' ? LINES : CALLER).map(line)}
        <Field label={t('language')}>
          <Select
            aria-label={t('language')}
            value={language}
            options={[
              { value: '', label: t('ownLanguage') },
              ...LANGUAGES.map((tag) => ({ value: tag, label: languageName(tag, locale) })),
            ]}
            onChange={setLanguage}
          />
        </Field>
        <Field label={t(purpose === 'call' ? 'note' : 'question')} fault={fault('note')}>
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
        <Field
          label={t('due')}
          rule={t('dueRule')}
          fault={dueWrong && due.length > 3 ? t('dueRule') : fault('due')}
        >
          <Input value={due} maxLength={5} onChange={(event) => setDue(event.target.value)} />
        </Field>
        {purpose === 'call' ? (
          <>
            <Checkbox
              checked={ticks.person_to_person}
              onChange={({ target }) =>
                setTicks((before) => ({ ...before, person_to_person: target.checked }))
              }
            >
              {t('personToPerson')}
            </Checkbox>
            <Checkbox
              checked={ticks.reverse}
              onChange={({ target }) => setTicks((before) => ({ ...before, reverse: target.checked }))}
            >
              {t('reverseAsked')}
            </Checkbox>
          </>
        ) : null}
        <div className="paper-actions">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </div>
    </SideForm>
  );
}
