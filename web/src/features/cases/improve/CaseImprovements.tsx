/** Of a case: what is improved for its sake, and planning it, measured by its root cause if that is known. */
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { CaseWhole } from '@/api/cases';
import { listCaseImprovements } from '@/api/improvements';
import { dateOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { StateOf } from './ImprovementPanel';
import { improveWords } from './words';

function planFor({ id, type, cause }: CaseWhole): string {
  const by = cause ? { by: 'cause', on: cause } : { by: 'type', on: type };
  return `/improvements/new?${new URLSearchParams({ case: id, ...by }).toString()}`;
}

export default function CaseImprovements({ row }: { row: CaseWhole }) {
  const t = useTexts(improveWords);
  const locale = useLocale();
  const leads = may(useSession(), 'cases.assign');
  const items =
    useQuery({
      queryKey: ['improvements', 'case', row.id],
      queryFn: () => listCaseImprovements(row.id),
    }).data?.items ?? [];
  if (!items.length && !leads) return null;
  return (
    <section className="case-part" aria-label={t('ofCase')}>
      <h4>
        {t('ofCase')}
        {leads ? (
          <Link className="push" to={planFor(row)}>
            <PlusOutlined aria-hidden /> {t('plan')}
          </Link>
        ) : null}
      </h4>
      <ul className="case-near">
        {items.map((one) => (
          <li key={one.id}>
            <Link to={`/improvements/${one.id}?show=all`}>
              <span className="case-near-subject">{one.what}</span>
              <StateOf one={one} />
              <span className="quiet">{nameIn(one.owner?.name, locale)}</span>
              <span className="num quiet">{dateOf(new Date(one.due_at))}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
