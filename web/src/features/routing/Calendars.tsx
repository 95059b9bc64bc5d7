/** Calendars: the week as it looks, its periods, and the days on which others hold. */
import { CalendarOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Skeleton } from 'antd';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'react-router';
import type { ConfigEntry } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { DAYS, daysOf, periodsOf, weekOf, withDay, withWeek } from './calendar';
import { calendarWords } from './calendar-words';
import { Field, type Editing } from './Field';
import { nameOf, useKind, waits } from './names';
import { pageWords } from './page-words';
import { Periods } from './Periods';
import { changed, type Body } from './plan';
import { Names } from './QueueForm';
import { queueWords } from './queue-words';
import { useDraft, useFaults } from './use-drafts';
import { Week } from './Week';

const FIELDS = ['key', 'name', 'week', 'days'];
const NINE_TO_SIX = Object.fromEntries(DAYS.slice(0, 5).map((day) => [day, [['09:00', '18:00']]]));

function EveryWeek({ editing }: { editing: Editing }) {
  const t = useTexts(calendarWords);
  const { body, faultAt, onChange, disabled } = editing;
  const week = weekOf(body);
  const like = (): void => {
    const monday = periodsOf(week, '1');
    const same = Object.fromEntries(['2', '3', '4', '5'].map((day) => [day, monday]));
    onChange(changed(body, 'week', { ...week, ...same }));
  };
  return (
    <section className="route-section">
      <h3>{t('week')}</h3>
      <p className="quiet">{t('weekText')}</p>
      <Week body={body} />
      <ul className="route-days">
        {DAYS.map((day) => (
          <li key={day}>
            <span>{t(`day_${day}`)}</span>
            <Periods
              day={t(`day_${day}`)}
              periods={periodsOf(week, day)}
              disabled={disabled}
              onChange={(periods) => onChange(withWeek(body, day, periods))}
            />
          </li>
        ))}
      </ul>
      {disabled ? null : <Button onClick={like}>{t('like')}</Button>}
      {faultAt('week') ? (
        <p className="route-fault" role="alert">
          {faultAt('week')}
        </p>
      ) : null}
    </section>
  );
}

function SingleDays({ editing }: { editing: Editing }) {
  const t = useTexts(calendarWords);
  const { body, faultAt, onChange, disabled } = editing;
  const [date, setDate] = useState('');
  const days = Object.entries(daysOf(body)).sort(([a], [b]) => a.localeCompare(b));
  return (
    <section className="route-section">
      <h3>{t('days')}</h3>
      <p className="quiet">{t('daysText')}</p>
      <ul className="route-days">
        {days.map(([day, periods]) => (
          <li key={day}>
            <span className="num">{day}</span>
            <Periods
              day={day}
              periods={periods}
              disabled={disabled}
              onChange={(next) => onChange(withDay(body, day, next))}
            />
            {disabled ? null : (
              <Button
                type="text"
                icon={<CloseOutlined aria-hidden />}
                aria-label={t('removeDay', { day })}
                onClick={() => onChange(withDay(body, day, null))}
              />
            )}
          </li>
        ))}
      </ul>
      {disabled ? null : (
        <div className="route-row">
          <Input
            type="date"
            className="route-date"
            aria-label={t('newDay')}
            value={date}
            onChange={(event) => setDate(event.target.value)}
          />
          <Button
            icon={<PlusOutlined aria-hidden />}
            disabled={!date}
            onClick={() => {
              onChange(withDay(body, date, []));
              setDate('');
            }}
          >
            {t('addDay')}
          </Button>
        </div>
      )}
      {faultAt('days') ? (
        <p className="route-fault" role="alert">
          {faultAt('days')}
        </p>
      ) : null}
    </section>
  );
}

interface Props {
  entry: ConfigEntry | null;
  taken: string[];
  queues: ConfigEntry[];
  mayChange: boolean;
  onDone?: () => void;
}

function Form({ entry, taken, queues, mayChange, onDone }: Props) {
  const t = useTexts(calendarWords);
  const of = useTexts(queueWords);
  const locale = useLocale();
  const [first] = useState<Body>(entry?.draft ?? entry?.value ?? { week: NINE_TO_SIX });
  const [body, setBody] = useState<Body>(first);
  const [key, setKey] = useState(entry?.key ?? '');
  const drafting = useDraft('hours');
  const from = useLocation().state as { failure?: unknown } | null;
  const faultAt = useFaults(drafting.error ?? (entry ? from?.failure : null), FIELDS);
  const twice = !entry && taken.includes(key.trim());
  const users = queues.filter((one) => (one.draft ?? one.value)?.hours === entry?.key);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    drafting.mutate({ key: key.trim(), value: body }, { onSuccess: () => onDone?.() });
  };
  const editing = { body, faultAt, onChange: setBody, disabled: !mayChange };
  return (
    <form className="route-form" onSubmit={save} noValidate>
      {faultAt('') ? <Alert type="error" showIcon role="alert" title={faultAt('')} /> : null}
      {entry ? null : (
        <Field label={t('key')} rule={of('keyRule')} fault={twice ? of('taken') : faultAt('key')}>
          <Input
            autoFocus
            value={key}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => setKey(event.target.value.toLowerCase().replace(/[^a-z0-9-]/g, '-'))}
          />
        </Field>
      )}
      <Names editing={editing} />
      {entry ? (
        <p className="quiet">
          {users.length
            ? t('usedBy', { queues: users.map((one) => nameIn(nameOf(one), locale)).join(' · ') })
            : t('usedNowhere')}
        </p>
      ) : null}
      <EveryWeek editing={editing} />
      <SingleDays editing={editing} />
      {mayChange ? (
        <div className="route-actions">
          <Button
            type="primary"
            htmlType="submit"
            loading={drafting.isPending}
            disabled={!key.trim() || twice || (body === first && entry !== null)}
          >
            {of('save')}
          </Button>
          {entry && waits(entry) ? (
            <Button onClick={() => drafting.mutate({ key: entry.key, undo: true })}>{of('undo')}</Button>
          ) : null}
          {entry?.value && !entry.draft_removes ? (
            <Button danger onClick={() => drafting.mutate({ key: entry.key, value: null })}>
              {t('remove')}
            </Button>
          ) : null}
          {entry ? null : <Button onClick={onDone}>{of('cancel')}</Button>}
        </div>
      ) : null}
    </form>
  );
}

export function Calendars({ chosen, mayChange }: { chosen: string | undefined; mayChange: boolean }) {
  const t = useTexts(calendarWords);
  const page = useTexts(pageWords);
  const locale = useLocale();
  const asked = useKind('hours');
  const queues = useKind('queue').data?.items ?? [];
  const [adding, setAdding] = useState(false);
  if (asked.isPending) return <Skeleton active className="panel route-wait" />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const { items } = asked.data;
  const shared = { taken: items.map(({ key }) => key), queues, mayChange };
  return (
    <section className="panel">
      {mayChange ? (
        <div className="route-bar-top">
          <Button icon={<PlusOutlined aria-hidden />} disabled={adding} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        </div>
      ) : null}
      {adding ? <Form entry={null} onDone={() => setAdding(false)} {...shared} /> : null}
      {items.map((entry) => (
        <details key={entry.key} className="route-item" open={entry.key === chosen || items.length === 1}>
          <summary>
            <strong>{nameIn(nameOf(entry), locale) || entry.key}</strong>
            <span className="quiet num">{entry.key}</span>
            {waits(entry) ? (
              <span className={entry.draft_removes ? 'pill bad' : 'pill wait'}>
                {page(entry.draft_removes ? 'removes' : entry.value ? 'draft' : 'isNew')}
              </span>
            ) : null}
          </summary>
          <Form key={JSON.stringify([entry.draft, entry.value])} entry={entry} {...shared} />
        </details>
      ))}
      {items.length || adding ? null : (
        <Empty icon={<CalendarOutlined />} title={t('noCalendars')}>
          {t('noCalendarsText')}
        </Empty>
      )}
    </section>
  );
}
