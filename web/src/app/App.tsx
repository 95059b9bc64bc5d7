/** The page from the outside in: data, language and brightness, session, rooms. */
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { BrowserRouter } from 'react-router';
import { Problem } from '@/api/client';
import { SESSION_KEY } from '@/shared/session/session';
import { PreferencesGiven } from './PreferencesGiven';
import { SessionGate } from './SessionGate';
import { Rooms } from './router';

const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (failure, query) => {
      const signedOut = failure instanceof Problem && failure.status === 401;
      if (signedOut && query.queryKey[0] !== SESSION_KEY[0]) client.setQueryData(SESSION_KEY, null);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      retry: (count, failure) =>
        count < 3 && (!(failure instanceof Problem) || failure.status === 0 || failure.status >= 502),
    },
  },
});

export function App() {
  return (
    <QueryClientProvider client={client}>
      <PreferencesGiven>
        <AntApp component={false} message={{ maxCount: 3 }}>
          <SessionGate>
            <BrowserRouter>
              <Rooms />
            </BrowserRouter>
          </SessionGate>
        </AntApp>
      </PreferencesGiven>
    </QueryClientProvider>
  );
}
