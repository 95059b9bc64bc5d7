/** Who has a skill, with how they are just now; one of them is asked by a click. */
import { Button } from 'antd';
import type { AbleAgent } from '@/api/calm';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { StateMark } from '@/shared/ui/StateMark';
import { useAble, type Able } from '@/shared/ui/use-able';
import { calmWords } from './words';

const later = ({ state }: Able): number => (state === 'ready' ? 0 : 1);

interface Given {
  skill: string;
  me: string | null;
  ask: (who: AbleAgent) => void;
}

export function Experts({ skill, me, ask }: Given) {
  const t = useTexts(calmWords);
  const locale = useLocale();
  const able = useAble({ skill }, me);
  if (!able) return null;
  if (!able.length) return <p className="quiet">{t('noExperts')}</p>;
  return (
    <ul className="calm-experts" aria-label={t('experts')}>
      {able
        .toSorted((a, b) => later(a) - later(b))
        .map(({ who, state }) => (
          <li key={who.id}>
            <strong>{nameIn(who.name, locale)}</strong>
            <span className="quiet num">{who.extension}</span>
            <StateMark state={state} />
            <Button size="small" disabled={state !== 'ready'} onClick={() => ask(who)}>
              {t('consult')}
            </Button>
          </li>
        ))}
    </ul>
  );
}
