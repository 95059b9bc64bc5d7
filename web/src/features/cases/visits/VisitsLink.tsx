/** Beside the views of the list of cases: the work list of return visits. */
import { Link } from 'react-router';
import { useTexts } from '@/shared/i18n/texts';
import { visitWords } from './words';

export function VisitsLink() {
  const t = useTexts(visitWords);
  return (
    <span className="case-views">
      <Link className="case-view" to="/visits">
        {t('title')}
      </Link>
    </span>
  );
}
