/** Who has a skill, with how they are just now; one of them is asked by a click. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { listAble, type AbleAgent } from '@/api/calm';
import { useBoard } from '@/shared/board/board-store';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { StateMark } from '@/shared/ui/StateMark';
import { calmWords } from './words';

interface Given {
  skill: string;
  /** Who looks: one does not ask oneself. */
  me: string | null;
  ask: (who: AbleAgent) => void;
}

export function Experts({ skill, me, ask }: Given) {
  const t = useTexts(calmWords);
  const locale = useLocale();
  const agents = useBoard()?.agents;
  const found = useQuery({
    queryKey: ['able', skill],
    queryFn: () => listAble({ skill }),
    staleTime: 60_000,
  });
  const others = (found.data?.items ?? []).filter(({ id }) => id !== me);
  const free = ({ id }: AbleAgent): number => (agents?.[id]?.state === 'ready' ? 0 : 1);
  if (!found.isSuccess) return null;
  if (!others.length) return <p className="quiet">{t('noExperts')}</p>;
  return (
    <ul className="calm-experts" aria-label={t('experts')}>
      {[...others]
        .sort((a, b) => free(a) - free(b))
        .map((one) => (
          <li key={one.id}>
            <strong>{nameIn(one.name, locale)}</strong>
            <span className="quiet num">{one.extension}</span>
            <StateMark state={agents?.[one.id]?.state ?? 'signed_out'} />
            <Button size="small" disabled={free(one) !== 0} onClick={() => ask(one)}>
              {t('consult')}
            </Button>
          </li>
        ))}
    </ul>
  );
}
