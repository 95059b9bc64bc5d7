/** Calendars: the week as it looks, its periods, and the days on which others hold. */
import { CalendarOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Skeleton } from 'antd';
import { useState } from 'react';
import type { ConfigEntry } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { DAYS, daysOf, periodsOf, weekOf, withDay, withWeek } from './calendar';
import { calendarWords } from './calendar-words';
import { Actions, KeyField } from './Drafted';
import { Fault, type Editing } from './Field';
import { bodyOf, nameOf, useKind, waits } from './names';
import { pageWords } from './page-words';
import { Periods } from './Periods';
import { changed } from './plan';
import { Names, Section } from './QueueForm';
import { useWriting } from './use-drafts';
import { Week } from './Week';

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
    <Section title={t('week')} text={t('weekText')}>
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
      <Fault text={faultAt('week')} />
    </Section>
  );
}

function SingleDays({ editing }: { editing: Editing }) {
  const t = useTexts(calendarWords);
  const { body, faultAt, onChange, disabled } = editing;
  const [date, setDate] = useState('');
  const days = Object.entries(daysOf(body)).sort(([a], [b]) => a.localeCompare(b));
  return (
    <Section title={t('days')} text={t('daysText')}>
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
      <Fault text={faultAt('days')} />
    </Section>
  );
}

interface Props {
  entry: ConfigEntry | null;
  taken: string[];
  queues: ConfigEntry[];
  mayChange: boolean;
  onDone?: () => void;
}

function Form({ entry, taken, queues, mayChange, onDone = () => undefined }: Props) {
  const t = useTexts(calendarWords);
  const locale = useLocale();
  const writing = useWriting('hours', entry, taken, { week: NINE_TO_SIX });
  const { body, faultAt } = writing;
  const users = queues.filter((one) => entry && bodyOf(one).hours === entry.key);
  const names = users.map((one) => nameIn(nameOf(one), locale)).join(' · ');
  const editing = { body, faultAt, onChange: writing.setBody, disabled: !mayChange };
  return (
    <form className="route-form" onSubmit={(event) => writing.save(event, onDone)} noValidate>
      {faultAt('') ? <Alert type="error" showIcon role="alert" title={faultAt('')} /> : null}
      {entry ? null : <KeyField value={writing.key} fault={writing.keyFault} onChange={writing.setKey} />}
      <Names editing={editing} />
      {entry ? <p className="quiet">{names ? t('usedBy', { queues: names }) : t('usedNowhere')}</p> : null}
      <EveryWeek editing={editing} />
      <SingleDays editing={editing} />
      {mayChange ? <Actions entry={entry} remove={t('remove')} {...writing} onCancel={onDone} /> : null}
    </form>
  );
}

function Line(props: Props & { entry: ConfigEntry; opened: boolean }) {
  const { entry, opened } = props;
  const page = useTexts(pageWords);
  const locale = useLocale();
  return (
    <details className="route-item" open={opened}>
      <summary>
        <strong>{nameIn(nameOf(entry), locale) || entry.key}</strong>
        <span className="quiet num">{entry.key}</span>
        {waits(entry) ? (
          <span className={entry.draft_removes ? 'pill bad' : 'pill wait'}>
            {page(entry.draft_removes ? 'removes' : entry.value ? 'draft' : 'isNew')}
          </span>
        ) : null}
      </summary>
      <Form {...props} />
    </details>
  );
}

export function Calendars({ chosen, mayChange }: { chosen: string | undefined; mayChange: boolean }) {
  const t = useTexts(calendarWords);
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
        <Line key={entry.key} entry={entry} opened={entry.key === chosen || items.length === 1} {...shared} />
      ))}
      {items.length || adding ? null : (
        <Empty icon={<CalendarOutlined />} title={t('noCalendars')}>
          {t('noCalendarsText')}
        </Empty>
      )}
    </section>
  );
}
