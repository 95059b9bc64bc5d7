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
import { useKeptForm } from '@/shared/kept-form';
import { dateAt } from '@/shared/format/time';
import { serverNow } from '@/shared/live/clock';
import { useSession } from '@/shared/session/session';
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
const OF_NO_CALL = { ...PLAIN, called: '', called_number: '', person: '' };
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

interface Words extends Record<(typeof LINES)[number], string> {
  direction: Ticket['direction'];
  purpose: TicketPurpose;
  language: string;
  note: string;
  due: string;
  person_to_person: boolean;
  reverse: boolean;
}

/** What is written is kept over a reload, by who writes and the call at hand, until the server has it. */
function useOpening({ onDone, onClose }: FormProps) {
  const client = useQueryClient();
  const [hand] = useState(() => callAtHand(client));
  const { key, words, set, forget } = useKeptForm<Words>(
    `ticket.${useSession().user.id}.${hand?.interaction ?? ''}`,
    {
      direction: 'out',
      caller: hand?.caller ?? '',
      caller_number: hand && !hand.number.includes('*') ? hand.number : '',
      called: '',
      called_number: '',
      person: '',
      due: '',
      purpose: 'call',
      language: '',
      note: '',
      ...PLAIN,
    },
  );
  const save = useMutation({
    mutationFn: (body: Omit<TicketNew, 'key' | 'interaction'>) =>
      openTicket({ ...body, key, interaction: hand?.interaction ?? null }),
    onSuccess: (whole) => {
      forget();
      onDone(whole);
    },
  });
  const drop = (): void => {
    forget();
    onClose();
  };
  return { words, set, save, drop };
}

export function TicketForm(props: FormProps) {
  const { onClose } = props;
  const t = useTexts(ticketWords);
  const locale = useLocale();
  const { words, set, save, drop } = useOpening(props);
  const { due, purpose } = words;
  const at = save.error instanceof Problem ? AT[save.error.key] : undefined;
  const fault = (name: string): string =>
    save.error && at === name ? wordsFor(save.error, locale).title : '';
  const line = (name: (typeof LINES)[number]): ReactElement => (
    <Fragment key={name}>
      <Field label={t(LABELS[name])} fault={fault(name)}>
        <Input
          autoFocus={name === 'caller'}
          autoComplete="off"
          value={words[name]}
          maxLength={60}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      </Field>
      {name === 'called_number' ? (
        <DialHelp typed={words[name]} use={(it) => set({ called_number: it })} />
      ) : null}
    </Fragment>
  );
  const tick = (name: keyof typeof PLAIN, label: string): ReactElement => (
    <Checkbox checked={words[name]} onChange={({ target }) => set({ [name]: target.checked })}>
      {label}
    </Checkbox>
  );
  const dueWrong = due.trim() !== '' && dueOf(due) === null;
  const submit = (): void => {
    if (dueWrong) return;
    const { due: clock, ...asked } = words;
    save.mutate({ ...asked, ...(purpose === 'call' ? {} : OF_NO_CALL), due_at: dueOf(clock) });
  };
  return (
    <SideForm title={t('fresh')} className="paper-form" onSubmit={submit} onClose={onClose}>
      <div className="paper-fields">
        {save.error && !at ? <SentBefore failure={save.error} list="/tickets" onClose={drop} /> : null}
        <Radio.Group
          optionType="button"
          aria-label={t('purpose')}
          value={purpose}
          options={PURPOSES.map((value) => ({ value, label: t(value) }))}
          onChange={(event) => set({ purpose: event.target.value as TicketPurpose })}
        />
        <Radio.Group
          aria-label={t('direction')}
          value={words.direction}
          options={DIRECTIONS.map((value) => ({ value, label: t(value) }))}
          onChange={(event) => set({ direction: event.target.value as Ticket['direction'] })}
        />
        {(purpose === 'call' ? LINES : CALLER).map(line)}
        <Field label={t('language')}>
          <Select
            aria-label={t('language')}
            value={words.language}
            options={[
              { value: '', label: t('ownLanguage') },
              ...LANGUAGES.map((tag) => ({ value: tag, label: languageName(tag, locale) })),
            ]}
            onChange={(language: string) => set({ language })}
          />
        </Field>
        <Field label={t(purpose === 'call' ? 'note' : 'question')} fault={fault('note')}>
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={1000}
            value={words.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        </Field>
        <Field
          label={t('due')}
          rule={t('dueRule')}
          fault={dueWrong && due.length > 3 ? t('dueRule') : fault('due')}
        >
          <Input value={due} maxLength={5} onChange={(event) => set({ due: event.target.value })} />
        </Field>
        {purpose === 'call' ? (
          <>
            {tick('person_to_person', t('personToPerson'))}
            {tick('reverse', t('reverseAsked'))}
          </>
        ) : null}
        <div className="paper-actions">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          <Button onClick={drop}>{t('cancel')}</Button>
        </div>
      </div>
    </SideForm>
  );
}
