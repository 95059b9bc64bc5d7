/** Where callers hung up, worst first; the drawing shows the same at each node. */
import { Button, Skeleton } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { DAYS, percent, shareOf, type useDropOff } from './drop-off';
import { useEditing } from './editing';
import { pageWords } from './page-words';
import { titleOf } from './say';

export function DropOff({ dropOff }: { dropOff: ReturnType<typeof useDropOff> }) {
  const { graph, choose, words } = useEditing();
  const t = useTexts(pageWords);
  const { nodes, failure, pending } = dropOff;
  if (pending) return <Skeleton active className="flow-wait" />;
  if (!nodes) return <Failed failure={failure} />;
  const rows = Object.entries(nodes)
    .filter(([name, { came }]) => graph.nodes[name] && came > 0)
    .sort(([, a], [, b]) => b.hung_up - a.hung_up || b.came - a.came);
  if (!rows.length) return <Empty title={t('noDropOff', { days: DAYS })} />;
  return (
    <div className="flow-form">
      <p className="quiet">{t('dropOffText', { days: DAYS })}</p>
      <ol className="flow-calls">
        {rows.map(([name, one]) => (
          <li key={name}>
            <Button type="link" size="small" onClick={() => choose(name)}>
              {titleOf(name, graph.nodes[name], words)}
            </Button>
            <span className="num">{t('entered', { n: one.came })}</span>
            <span className={one.hung_up ? 'num is-bad' : 'num quiet'}>
              {t('leftHere', { n: one.hung_up, share: percent(shareOf(one)) })}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
