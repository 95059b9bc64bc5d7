/** Addresses. A room that breaks leaves the frame, and with it the call bar, standing. */
import { createBrowserRouter } from 'react-router';
import { Broken } from './Broken';
import { Frame } from './Frame';
import { Home } from './Home';
import { Lost } from './Lost';
import { fetchRoom, ROOMS } from './rooms';

/** Until the first room's code is there, the picture of the page's head stands (index.html). */
const Nothing = (): null => null;

const room = (path: string, name: keyof typeof ROOMS) => ({ path, lazy: () => fetchRoom(ROOMS[name]) });

export const router = createBrowserRouter([
  { ...room('/wallboard', 'wallboard'), HydrateFallback: Nothing, ErrorBoundary: Broken },
  {
    path: '/',
    Component: Frame,
    HydrateFallback: Nothing,
    ErrorBoundary: Broken,
    children: [
      {
        ErrorBoundary: Broken,
        children: [
          { index: true, Component: Home },
          room('board', 'board'),
          room('desk', 'desk'),
          room('interactions/:id?', 'interactions'),
          room('recordings/:id?', 'recordings'),
          room('messages/:mailbox?', 'messages'),
          room('slips/:id?', 'slips'),
          room('tickets/:id?', 'tickets'),
          room('customers/:id?', 'customers'),
          room('cases/:id?', 'cases'),
          room('directory', 'directory'),
          room('people', 'people'),
          room('routing/:part?/:chosen?', 'routing'),
          room('flows/:part?/:chosen?', 'flows'),
          room('prompts', 'prompts'),
          room('scripts/:id?', 'scripts'),
          room('what-if', 'simulation'),
          room('settings/:kind?', 'settings'),
          room('extension/:number?', 'extension'),
          room('conferences', 'conferences'),
          room('welcome', 'welcome'),
          { path: '*', Component: Lost },
        ],
      },
    ],
  },
]);
