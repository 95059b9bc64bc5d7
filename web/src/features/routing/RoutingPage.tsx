/** Where supervisors build queues, skills and calendars, try them, publish them and go back. */
import { NavLink, useParams } from 'react-router';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Calendars } from './Calendars';
import { Files } from './Files';
import { pageWords } from './page-words';
import { PublishBar } from './PublishBar';
import { QueuesPart } from './QueuesPart';
import { Skills } from './Skills';
import { Try } from './Try';
import { Versions } from './Versions';
import './routing.css';
import './editors.css';

const PARTS = ['queues', 'calendars', 'skills', 'try', 'versions', 'files'] as const;

function Part({ part, chosen, mayChange }: { part: string; chosen: string | undefined; mayChange: boolean }) {
  if (part === 'calendars') return <Calendars chosen={chosen} mayChange={mayChange} />;
  if (part === 'skills') return <Skills chosen={chosen} mayChange={mayChange} />;
  if (part === 'versions') return <Versions mayChange={mayChange} />;
  if (part === 'files') return <Files />;
  if (part === 'try') return <Try />;
  return <QueuesPart chosen={chosen} mayChange={mayChange} />;
}

export function RoutingPage() {
  const t = useTexts(pageWords);
  const { part: asked, chosen } = useParams();
  const mayChange = may(useSession(), 'routing.change');
  const parts = PARTS.filter((one) => mayChange || one !== 'files');
  const part = parts.find((one) => one === asked) ?? 'queues';
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('title')}</h1>
        <nav className="route-parts-nav" aria-label={t('title')}>
          {parts.map((one) => (
            <NavLink
              key={one}
              to={`/routing/${one}`}
              className={one === part ? 'nav-link active' : 'nav-link'}
              aria-current={one === part ? 'page' : undefined}
            >
              {t(one)}
            </NavLink>
          ))}
        </nav>
      </div>
      {mayChange ? <PublishBar /> : null}
      <Part part={part} chosen={chosen} mayChange={mayChange} />
    </div>
  );
}
