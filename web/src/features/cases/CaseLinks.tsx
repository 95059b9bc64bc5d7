/** Beside the views of the list: what else there is of cases, with how much waits there. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { countWaitingRemedies } from '@/api/remedies';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { remedyWords } from './kept/remedy-words';
import { visitWords } from './visits/words';

export function CaseLinks() {
  const t = useTexts(remedyWords);
  const tv = useTexts(visitWords);
  const leads = may(useSession(), 'cases.assign');
  const waiting = useQuery({
    queryKey: ['remedies', 'count'],
    queryFn: countWaitingRemedies,
    refetchInterval: 30_000,
    enabled: leads,
  }).data?.waiting;
  return (
    <span className="case-views">
      {leads ? (
        <Link className="case-view" to="/approvals">
          {t('waiting')} {waiting ? <span className="num case-many">{waiting}</span> : null}
        </Link>
      ) : null}
      <Link className="case-view" to="/visits">
        {tv('title')}
      </Link>
    </span>
  );
}
