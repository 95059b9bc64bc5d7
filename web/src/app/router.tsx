/** Addresses. A room that breaks leaves the frame, and with it the call bar, standing. */
import { lazy, Suspense, type ReactElement } from 'react';
import { Outlet, Route, Routes } from 'react-router';
import { Caught } from './Caught';
import { Frame } from './Frame';
import { Home } from './Home';
import { Lost } from './Lost';
import { fetchRoom, ROOMS } from './rooms';

const PLACES_OF_ROOMS: [path: string, name: keyof typeof ROOMS][] = [
  ['board', 'board'],
  ['desk', 'desk'],
  ['interactions/:id?', 'interactions'],
  ['recordings/:id?', 'recordings'],
  ['messages/:mailbox?', 'messages'],
  ['slips/:id?', 'slips'],
  ['tickets/:id?', 'tickets'],
  ['customers/:id?', 'customers'],
  ['cases/:id?', 'cases'],
  ['visits', 'visits'],
  ['callbacks', 'callbacks'],
  ['approvals', 'approvals'],
  ['improvements/:id?', 'improvements'],
  ['helps', 'helps'],
  ['marks', 'marks'],
  ['complaints', 'complaints'],
  ['incidents', 'incidents'],
  ['emergencies', 'emergencies'],
  ['directory', 'directory'],
  ['people', 'people'],
  ['routing/:part?/:chosen?', 'routing'],
  ['flows/:part?/:chosen?', 'flows'],
  ['prompts', 'prompts'],
  ['scripts/:id?', 'scripts'],
  ['what-if', 'simulation'],
  ['settings/:kind?', 'settings'],
  ['extension/:number?', 'extension'],
  ['conferences', 'conferences'],
  ['welcome', 'welcome'],
];

function room(name: keyof typeof ROOMS): ReactElement {
  const Room = lazy(() => fetchRoom(ROOMS[name]));
  return <Room />;
}

const WALLBOARD = room('wallboard');
const BY_PATH = PLACES_OF_ROOMS.map(([path, name]) => ({ path, name, element: room(name) }));

/** The room at this address is needed as soon as the session is known: fetch it meanwhile. */
const first = BY_PATH.find(({ path }) => location.pathname.split('/')[1] === path.split('/')[0]);
if (first) void ROOMS[first.name]().catch(() => undefined);

const framed = (
  <Caught>
    <Frame />
  </Caught>
);
const inside = (
  <Caught>
    <Outlet />
  </Caught>
);
const board = (
  <Caught>
    <Suspense fallback={null}>{WALLBOARD}</Suspense>
  </Caught>
);

export function Rooms() {
  return (
    <Routes>
      <Route path="/wallboard" element={board} />
      <Route path="/" element={framed}>
        <Route element={inside}>
          <Route index element={<Home />} />
          {BY_PATH.map(({ path, element }) => (
            <Route key={path} path={path} element={element} />
          ))}
          <Route path="*" element={<Lost />} />
        </Route>
      </Route>
    </Routes>
  );
}
