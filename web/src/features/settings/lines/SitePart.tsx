/** A part of what the centre says of itself, on the page that it belongs to. */
import { Link } from 'react-router';
import { useKind } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { PartForm } from './PartForm';
import { CALLS, CONFERENCES } from './shapes';
import { Waiting } from './Waiting';
import { lineWords } from './words';

/** Calls: urgent target, number shown, blocked numbers. Conferences: how many may be in one. */
export function SitePart({ part }: { part: 'calls' | 'limits' }) {
  const t = useTexts(lineWords);
  const mayChange = may(useSession(), 'config.change');
  const site = useKind('site').data?.items;
  const entry = site?.find(({ key }) => key === 'site');
  if (!entry || !mayChange) return null;
  return (
    <section className="rules" aria-label={t(part)}>
      <h3>{t(part)}</h3>
      {part === 'limits' ? (
        <p className="quiet">
          <Link to="/conferences">{t('booked')}</Link>
        </p>
      ) : null}
      {part === 'limits' ? <Waiting of={{ site: [entry] }} /> : null}
      <PartForm kind="site" entry={entry} fields={part === 'calls' ? CALLS : CONFERENCES} />
    </section>
  );
}
