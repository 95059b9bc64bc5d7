/** On the board: quiet requests for help with cases, those that nobody sees to first. Nothing while there are none. */
import { Link } from 'react-router';
import { useTexts } from '@/shared/i18n/texts';
import { HelpLine } from '@/shared/helps/HelpLine';
import { useHelps } from '@/shared/helps/use-helps';
import { helpWords } from '@/shared/helps/words';

export default function BoardHelps() {
  const t = useTexts(helpWords);
  const items = useHelps().data?.items ?? [];
  if (!items.length) return null;
  return (
    <section className="panel" aria-label={t('title')}>
      <div className="panel-head">
        <h2>
          <Link to="/helps">{t('title')}</Link> <span className="quiet num">{items.length}</span>
        </h2>
      </div>
      <ul className="help-list">
        {items.map((one) => (
          <HelpLine key={one.id} help={one} />
        ))}
      </ul>
    </section>
  );
}
