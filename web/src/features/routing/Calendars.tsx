/** Calendars: the week as it looks, its periods, and the days on which others hold. */
import { CalendarOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { bodyOf, nameOf } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Fault } from '@/shared/ui/Field';
import { DAYS, daysOf, periodsOf, weekOf, withDay, withWeek } from './calendar';
import { calendarWords } from './calendar-words';
import { Actions, KeyField } from './Drafted';
import type { Editing } from './fields';
import { Items, type FormProps } from './Items';
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

function Form({ entry, taken, queues, mayChange, onDone = () => undefined }: FormProps) {
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
      {mayChange ? <Actions writing={writing} entry={entry} remove={t('remove')} onCancel={onDone} /> : null}
    </form>
  );
}

export function Calendars({ chosen, mayChange }: { chosen: string | undefined; mayChange: boolean }) {
  const t = useTexts(calendarWords);
  return (
    <Items
      kind="hours"
      chosen={chosen}
      mayChange={mayChange}
      Form={Form}
      icon={<CalendarOutlined />}
      words={{ add: t('add'), none: t('noCalendars'), noneText: t('noCalendarsText') }}
      onlyOpen
    />
  );
}
