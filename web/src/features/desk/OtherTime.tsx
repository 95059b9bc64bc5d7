/** Any other time: a calendar, fetched when it is first wanted. Its wall clock is the site's. */
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { dateAt, dateOf, momentOf, timeOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { callbackWords } from './callback-words';

interface OtherProps {
  value: string | null;
  open: boolean;
  onChange: (at: string) => void;
}

export function OtherTime({ value, open, onChange }: OtherProps) {
  const t = useTexts(callbackWords);
  const today = dateOf(dateAt(serverNow()));
  const shown = value ? new Date(value) : null;
  return (
    <DatePicker
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format="YYYY-MM-DD HH:mm"
      defaultOpen={open}
      aria-label={t('other')}
      placeholder={t('other')}
      value={shown ? dayjs(`${dateOf(shown)}T${timeOf(shown)}`) : null}
      disabledDate={(day) => day.format('YYYY-MM-DD') < today}
      onChange={(picked) => {
        if (!picked) return;
        onChange(momentOf(picked.format('YYYY-MM-DDTHH:mm')).toISOString());
      }}
    />
  );
}
