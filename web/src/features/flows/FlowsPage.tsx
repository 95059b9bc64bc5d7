/** Where flows are listed, drawn, walked, tested, published and taken back. */
import { NavLink, useParams } from 'react-router';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { FlowList } from './FlowList';
import { FlowRoom } from './FlowRoom';
import { pageWords } from './page-words';
import { PublishBar } from './PublishBar';
import { Versions } from './Versions';
import './flows.css';

const PARTS = ['all', 'versions'] as const;

export function FlowsPage() {
  const t = useTexts(pageWords);
  const { part = 'all', chosen } = useParams();
  const mayChange = may(useSession(), 'flows.change');
  if (part === 'edit' && chosen) return <FlowRoom key={chosen} chosen={chosen} mayChange={mayChange} />;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('title')}</h1>
        <nav className="flow-parts" aria-label={t('title')}>
          {PARTS.map((one) => (
            <NavLink
              key={one}
              to={`/flows/${one}`}
              className={one === part ? 'nav-link active' : 'nav-link'}
              aria-current={one === part ? 'page' : undefined}
            >
              {t(one)}
            </NavLink>
          ))}
        </nav>
      </div>
      {mayChange ? <PublishBar /> : null}
      {part === 'versions' ? <Versions mayChange={mayChange} /> : <FlowList mayChange={mayChange} />}
    </div>
  );
}
