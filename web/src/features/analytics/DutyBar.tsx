/** Who takes calls from outside now, who said so and when; and, for who may, saying it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { showDuty, switchDuty, type Duty, type DutyMode } from '@/api/duty';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { Refused } from '@/shared/ui/Refused';
import { dutyWords } from './duty-words';
import './duty.css';

const AGAIN = 5_000;
const KEY = ['duty'] as const;
const MODES = ['attendant', 'operator', 'calendar'] as const;

function useSaid(duty: Duty): string {
  const t = useTexts(dutyWords);
  const locale = useLocale();
  if (!duty.since) return t('untouched');
  const at = whenOf(duty.since, dateAt(serverNow()));
  if (duty.how === 'phone') return t('byPhone', { extension: duty.extension ?? '', at });
  return t('byUser', { name: nameIn(duty.by, locale) || t('somebody'), at });
}

function Switch({ duty }: { duty: Duty }) {
  const t = useTexts(dutyWords);
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (mode: DutyMode) => switchDuty(mode),
    onSuccess: (now) => client.setQueryData(KEY, now),
  });
  const choice = (mode: DutyMode) => {
    const lacks = mode === 'calendar' && !duty.has_calendar;
    return (
      <Tooltip key={mode} title={lacks ? t('noCalendar') : ''}>
        <Button
          size="small"
          type={duty.mode === mode ? 'primary' : 'default'}
          aria-pressed={duty.mode === mode}
          disabled={lacks || isPending}
          onClick={() => mutate(mode)}
        >
          {t(mode)}
        </Button>
      </Tooltip>
    );
  };
  return (
    <>
      <div className="duty-switch push" role="group" aria-label={t('title')}>
        {MODES.map(choice)}
      </div>
      <Refused failure={error} />
    </>
  );
}

function Bar({ duty }: { duty: Duty }) {
  const t = useTexts(dutyWords);
  const locale = useLocale();
  const said = useSaid(duty);
  const maySwitch = may(useSession(), 'duty.switch');
  const numbers = duty.numbers.map(({ number, name }) =>
    [nameIn(name, locale), number].filter(Boolean).join(' '),
  );
  return (
    <section className="panel duty" aria-label={t('title')}>
      <strong>{t('title')}</strong>
      <Tooltip title={t('numbers', { numbers: listIn(numbers, locale) })}>
        <span className={`pill ${duty.on_duty === 'operator' ? 'good' : 'wait'}`}>{t(duty.on_duty)}</span>
      </Tooltip>
      <span>{t(`${duty.on_duty}Text`)}</span>
      <span className="quiet">{said}</span>
      {duty.next_change ? (
        <span className="quiet num">
          {t('changes', { at: whenOf(duty.next_change, dateAt(serverNow())) })}
        </span>
      ) : null}
      {maySwitch ? <Switch duty={duty} /> : null}
    </section>
  );
}

export function DutyBar() {
  const asked = useQuery({ queryKey: KEY, queryFn: showDuty, refetchInterval: AGAIN });
  return asked.data?.numbers.length ? <Bar duty={asked.data} /> : null;
}
