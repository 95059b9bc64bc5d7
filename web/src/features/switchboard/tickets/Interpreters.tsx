/** Who speaks the caller's language: chosen by name, and brought into the call as third party. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { listAble, type AbleAgent } from '@/api/calm';
import { addParty } from '@/api/control';
import type { Me } from '@/api/types';
import { useBoard } from '@/shared/board/board-store';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { StateMark } from '@/shared/ui/StateMark';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { ticketWords } from './words';

interface Given {
  language: string;
  choose: (name: string) => void;
}

export function Interpreters({ language, choose }: Given) {
  const t = useTexts(ticketWords);
  const locale = useLocale();
  const agents = useBoard()?.agents;
  const onError = useSayRefusal();
  const me = useQueryClient().getQueryData<Me>(['me']);
  const call = me?.interaction?.id;
  const found = useQuery({
    queryKey: ['able', 'language', language],
    queryFn: () => listAble({ language }),
    staleTime: 60_000,
  });
  const adding = useMutation({
    mutationFn: ({ id }: AbleAgent) => addParty(call ?? '', { kind: 'agent', id }, false),
    onError,
  });
  const others = (found.data?.items ?? []).filter(({ id }) => id !== me?.agent.id);
  if (found.isSuccess && !others.length) return <p className="quiet">{t('noInterpreters')}</p>;
  return (
    <ul className="paper-people" aria-label={t('interpreter')}>
      {others.map((one) => (
        <li key={one.id}>
          <Button
            type="link"
            size="small"
            onClick={() => choose(`${nameIn(one.name, locale)} ${one.number}`)}
          >
            {nameIn(one.name, locale)} {one.number}
          </Button>
          <StateMark state={agents?.[one.id]?.state ?? 'signed_out'} />
          {call ? (
            <Button
              size="small"
              disabled={agents?.[one.id]?.state !== 'ready' || adding.isPending}
              onClick={() =>
                adding.mutate(one, { onSuccess: () => choose(`${nameIn(one.name, locale)} ${one.number}`) })
              }
            >
              {t('bringIn')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
