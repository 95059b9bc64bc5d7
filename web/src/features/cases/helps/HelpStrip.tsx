/** Above every page, calmly: who asks me for help with a case, and who comes when I asked. No sound. */
import { Link } from 'react-router';
import { useTexts } from '@/shared/i18n/texts';
import { HelpLine } from '@/shared/helps/HelpLine';
import { useHelps } from '@/shared/helps/use-helps';
import { helpWords } from '@/shared/helps/words';

const SHOWN = 2;

export default function HelpStrip() {
  const t = useTexts(helpWords);
  const helps = useHelps().data;
  const asked = helps?.items.filter((one) => !one.seen_by) ?? [];
  const all = [...asked, ...(helps?.own ?? [])];
  if (!all.length) return null;
  return (
    <div className="help-strip" role="status" aria-label={t('title')}>
      <ul>
        {all.slice(0, SHOWN).map((one) => (
          <HelpLine key={one.id} help={one} answers={false} />
        ))}
      </ul>
      {all.length > SHOWN ? <Link to="/helps">{t('more', { n: all.length - SHOWN })}</Link> : null}
    </div>
  );
}
