/** What stays while rooms change: navigation, header, the bar of a lost link, the call bar on top of it all. */
import { lazy, Suspense, useEffect } from 'react';
import { Outlet } from 'react-router';
import { CallBar } from '@/features/desk/CallBar';
import { DeskTools } from '@/features/desk/DeskTools';
import { useKeys } from '@/shared/commands/keys';
import { useTexts } from '@/shared/i18n/texts';
import { hasDesk, may, useSession } from '@/shared/session/session';
import { SIDE } from '@/shared/ui/SidePanel';
import { FrameCommands } from './FrameCommands';
import { Header } from './Header';
import { LinkBar } from './LinkBar';
import { Nav } from './Nav';
import { Opening } from './Opening';
import { fetchRoomsQuietly, useMoving } from './rooms';
import { useTitle } from './use-title';
import { frameWords } from './words';
import './frame.css';

const SlipHost = lazy(async () => ({
  default: (await import('@/features/switchboard/slips/SlipHost')).SlipHost,
}));
const IncidentStrip = lazy(() => import('@/features/desk/incidents/IncidentStrip'));
const HelpStrip = lazy(() => import('@/features/cases/helps/HelpStrip'));
const TestCall = lazy(async () => ({ default: (await import('@/features/telephony/TestCall')).TestCall }));

export function Frame() {
  useKeys();
  useTitle();
  useEffect(fetchRoomsQuietly, []);
  const session = useSession();
  const t = useTexts(frameWords);
  const moving = useMoving();
  return (
    <div className="frame">
      <a className="frame-skip" href="#content">
        {t('skip')}
      </a>
      <Nav />
      <div className="frame-main">
        <Header />
        <LinkBar />
        {hasDesk(session) ? <CallBar /> : null}
        <Suspense fallback={null}>
          {may(session, 'cases.work', 'cases.assign') ? <HelpStrip /> : null}
        </Suspense>
        <Suspense fallback={null}>
          {hasDesk(session) && may(session, 'cases.see') ? <IncidentStrip /> : null}
        </Suspense>
        <div className="frame-body" id={SIDE}>
          <main id="content" tabIndex={-1} className={moving ? 'frame-content is-moving' : 'frame-content'}>
            <Suspense fallback={<Opening />}>
              <Outlet />
            </Suspense>
          </main>
        </div>
      </div>
      <FrameCommands />
      {hasDesk(session) ? <DeskTools /> : null}
      <Suspense fallback={null}>
        {may(session, 'slips.take') ? <SlipHost /> : null}
        {may(session, 'test_calls.place') ? <TestCall /> : null}
      </Suspense>
    </div>
  );
}
