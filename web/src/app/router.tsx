/** Addresses. Every room is fetched when it is first opened. */
import { createBrowserRouter } from 'react-router';
import { Frame } from './Frame';
import { Home } from './Home';
import { Lost } from './Lost';
import { Opening } from './Opening';
import { Broken } from './Broken';

export const router = createBrowserRouter([
  {
    path: '/wallboard',
    HydrateFallback: Opening,
    ErrorBoundary: Broken,
    lazy: async () => ({ Component: (await import('@/features/analytics/Wallboard')).Wallboard }),
  },
  {
    path: '/',
    Component: Frame,
    HydrateFallback: Opening,
    ErrorBoundary: Broken,
    children: [
      { index: true, Component: Home },
      {
        path: 'board',
        lazy: async () => ({ Component: (await import('@/features/analytics/BoardPage')).BoardPage }),
      },
      {
        path: 'desk',
        lazy: async () => ({ Component: (await import('@/features/desk/DeskPage')).DeskPage }),
      },
      {
        path: 'interactions/:id?',
        lazy: async () => ({
          Component: (await import('@/features/interactions/InteractionsPage')).InteractionsPage,
        }),
      },
      {
        path: 'recordings/:id?',
        lazy: async () => ({
          Component: (await import('@/features/recordings/RecordingsPage')).RecordingsPage,
        }),
      },
      {
        path: 'customers/:id?',
        lazy: async () => ({ Component: (await import('@/features/customers/CustomersPage')).CustomersPage }),
      },
      {
        path: 'settings/:kind?',
        lazy: async () => ({ Component: (await import('@/features/settings/SettingsPage')).SettingsPage }),
      },
      { path: '*', Component: Lost },
    ],
  },
]);
