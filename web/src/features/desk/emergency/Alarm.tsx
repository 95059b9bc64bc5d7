/** An emergency that was sent to my team: over the page, with sound, until somebody confirms. */
import { AlertFilled } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { confirmEmergency, type Emergency } from '@/api/emergencies';
import { numberOf } from '@/shared/format/case-number';
import { groupPhone } from '@/shared/format/phone';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { ringOnce } from '../ringer';
import { EMERGENCIES_KEY } from './use-emergencies';
import { emergencyWords } from './words';

const EVERY = 4_000;

function One({ one }: { one: Emergency }) {
  const t = useTexts(emergencyWords);
  const locale = useLocale();
  const client = useQueryClient();
  const onError = useSayRefusal();
  const confirming = useMutation({
    mutationFn: () => confirmEmergency(one.case),
    onSuccess: (after) => client.setQueryData(EMERGENCIES_KEY, after),
    onError,
  });
  const { who, where, what, number } = one.facts;
  const said = [what, where, who, groupPhone(number)].filter(Boolean);
  return (
    <li>
      <AlertFilled aria-hidden />
      <strong>{said.length ? said.join(' · ') : t('unsaid')}</strong>
      <span>{t('from', { who: nameIn(one.by, locale) })}</span>
      <Link to={`/cases/${one.case}`}>{t('toCase', { number: numberOf(one.number) })}</Link>
      <Button danger type="primary" loading={confirming.isPending} onClick={() => confirming.mutate()}>
        {t('confirm')}
      </Button>
    </li>
  );
}

export function Alarm({ items }: { items: Emergency[] }) {
  const t = useTexts(emergencyWords);
  const many = items.length;
  useEffect(() => {
    if (!many) return;
    ringOnce();
    const rings = window.setInterval(ringOnce, EVERY);
    return () => window.clearInterval(rings);
  }, [many]);
  if (!many) return null;
  return (
    <div className="emergency-alarm" role="alert" aria-label={t('alarm')}>
      <ul>
        {items.map((one) => (
          <One key={one.case} one={one} />
        ))}
      </ul>
    </div>
  );
}
