/** Who speaks the caller's language: chosen by name, and brought into the call as third party. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { AbleAgent } from '@/api/calm';
import { addParty } from '@/api/control';
import type { Me } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { StateMark } from '@/shared/ui/StateMark';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { useAble } from '@/shared/ui/use-able';
import { ticketWords } from './words';

interface Given {
  language: string;
  choose: (name: string) => void;
}

export function Interpreters({ language, choose }: Given) {
  const t = useTexts(ticketWords);
  const locale = useLocale();
  const onError = useSayRefusal();
  const me = useQueryClient().getQueryData<Me>(['me']);
  const call = me?.interaction?.id;
  const able = useAble({ language }, me?.agent.id);
  const adding = useMutation({
    mutationFn: ({ id }: AbleAgent) => addParty(call ?? '', { kind: 'agent', id }, false),
    onError,
  });
  if (!able) return null;
  if (!able.length) return <p className="quiet">{t('noInterpreters')}</p>;
  return (
    <ul className="paper-people" aria-label={t('interpreter')}>
      {able.map(({ who, state }) => {
        const name = `${nameIn(who.name, locale)} ${who.number}`;
        return (
          <li key={who.id}>
            <Button type="link" size="small" onClick={() => choose(name)}>
              {name}
            </Button>
            <StateMark state={state} />
            {call ? (
              <Button
                size="small"
                disabled={state !== 'ready' || adding.isPending}
                onClick={() => adding.mutate(who, { onSuccess: () => choose(name) })}
              >
                {t('bringIn')}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
