/** What came of it: how far it is, which cases were not done and why, and the way back. */
import { Button, Progress } from 'antd';
import { Link } from 'react-router';
import type { CaseBulk } from '@/api/cases';
import { numberOf } from '@/shared/format/case-number';
import { useTexts } from '@/shared/i18n/texts';
import type { Bulk } from './use-bulk';
import { bulkWords } from './words';

function Named({ named }: { named: CaseBulk['named'] }) {
  const t = useTexts(bulkWords);
  return (
    <ul className="case-bulk-named">
      {named.map((one) => (
        <li key={one.id}>
          {one.number === null ? (
            <span className="quiet">{t('hidden')}</span>
          ) : (
            <Link to={`/cases/${one.id}`}>
              <span className="num">{numberOf(one.number)}</span> {one.subject}
            </Link>
          )}
          <span>
            {one.why} <span className="quiet">{one.why_more}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Said({ last }: { last: CaseBulk }) {
  const t = useTexts(bulkWords);
  const notDone = last.named.filter((one) => one.back !== 'stays').length;
  const stays = last.named.length - notDone;
  const said = last.undone
    ? [t('undone', { n: last.back }), stays ? t('stays', { n: stays }) : '']
    : [
        t('done', { what: t(last.what), n: last.done }),
        last.same ? t('same', { n: last.same }) : '',
        notDone ? t('notDone', { n: notDone }) : '',
      ];
  return <strong>{said.filter(Boolean).join(' · ')}</strong>;
}

export function BulkDone({ bulk, last }: { bulk: Bulk; last: CaseBulk }) {
  const t = useTexts(bulkWords);
  const over = last.total - last.left;
  const named = last.undone ? last.named.filter((one) => one.back === 'stays') : last.named;
  return (
    <section className="case-bulk-done panel" role="status" aria-label={t('title')}>
      {bulk.pending || bulk.undoing ? (
        <>
          <span>
            {bulk.undoing
              ? t('undoing', { n: last.back_left })
              : t('running', { done: over, of: last.total })}
          </span>
          <Progress percent={Math.round((100 * over) / last.total)} showInfo={false} size="small" />
        </>
      ) : (
        <div className="case-line">
          <Said last={last} />
          <span className="actions">
            {last.left ? (
              <Button type="primary" onClick={bulk.goOn}>
                {t('goOn', { n: last.left })}
              </Button>
            ) : null}
            {last.done && !last.undone ? <Button onClick={bulk.undo}>{t('undo')}</Button> : null}
            <Button type="text" onClick={bulk.dismiss}>
              {t('dismiss')}
            </Button>
          </span>
        </div>
      )}
      {named.length ? <Named named={named} /> : null}
    </section>
  );
}
