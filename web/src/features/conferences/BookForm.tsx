/** Book a room: subject, time, and the numbers that are called when it begins. */
import { Button, Input, InputNumber, Select } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { bookConference } from '@/api/conferences';
import { momentOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { Fault } from '@/shared/ui/Field';
import { conferenceWords } from './words';

const HOUR = 60;

export function BookForm({ rooms }: { rooms: string[] }) {
  const t = useTexts(conferenceWords);
  const locale = useLocale();
  const client = useQueryClient();
  const [room, setRoom] = useState(rooms[0] ?? '');
  const [title, setTitle] = useState('');
  const [starts, setStarts] = useState('');
  const [minutes, setMinutes] = useState(HOUR);
  const [numbers, setNumbers] = useState('');
  const booking = useMutation({
    mutationFn: bookConference,
    onSuccess: () => {
      setTitle('');
      setNumbers('');
      return client.invalidateQueries({ queryKey: ['conferences'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const called = numbers.split(/[,，、;\s]+/).filter(Boolean);
    booking.mutate({
      room,
      title: title.trim(),
      starts_at: momentOf(starts).toISOString(),
      minutes,
      invited: called.map((id) => ({ kind: 'number', id })),
    });
  };
  return (
    <form className="panel conference-form" onSubmit={submit} noValidate>
      <label>
        {t('room')}
        <Select
          aria-label={t('room')}
          value={room}
          options={rooms.map((value) => ({ value, label: value }))}
          onChange={setRoom}
        />
      </label>
      <label>
        {t('name')}
        <Input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      </label>
      <label>
        {t('starts')}
        <Input type="datetime-local" value={starts} onChange={(event) => setStarts(event.target.value)} />
      </label>
      <label>
        {t('minutes')}
        <InputNumber value={minutes} min={5} max={720} onChange={(value) => setMinutes(value ?? HOUR)} />
      </label>
      <label>
        {t('invited')}
        <Input
          value={numbers}
          placeholder={t('invitedHint')}
          onChange={(event) => setNumbers(event.target.value)}
        />
      </label>
      <Button
        type="primary"
        htmlType="submit"
        loading={booking.isPending}
        disabled={!title.trim() || !starts || !room}
      >
        {t('book')}
      </Button>
      <Fault text={booking.isError ? wordsFor(booking.error, locale).title : ''} />
    </form>
  );
}
