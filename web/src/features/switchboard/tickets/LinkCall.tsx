/** Which real call a ticket is: the one in hand, whichever way it goes, or one of the last that I had. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { listInteractions } from '@/api/calls';
import type { Me } from '@/api/types';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { ticketWords } from './words';

const LAST = 15;

export function LinkCall({ link }: { link: (interaction: string) => void }) {
  const t = useTexts(ticketWords);
  const hand = useQueryClient().getQueryData<Me>(['me'])?.interaction?.id;
  const [choosing, setChoosing] = useState(false);
  const last = useQuery({
    queryKey: ['interactions', 'last', LAST],
    queryFn: () => listInteractions({}, undefined, LAST),
    enabled: choosing,
  });
  if (hand && !choosing) return <Button onClick={() => link(hand)}>{t('link')}</Button>;
  if (!choosing) return <Button onClick={() => setChoosing(true)}>{t('linkOne')}</Button>;
  const now = dateAt(serverNow());
  return (
    <Select
      autoFocus
      defaultOpen
      aria-label={t('linkOne')}
      placeholder={t('linkOne')}
      loading={last.isPending}
      style={{ minWidth: 240 }}
      options={(last.data?.items ?? []).map(({ id, started_at, caller, number }) => ({
        value: id,
        label: `${whenOf(started_at, now)} ${groupPhone(caller)} → ${groupPhone(number)}`,
      }))}
      onChange={link}
    />
  );
}
