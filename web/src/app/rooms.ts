/**
 * The rooms' code, fetched when a room is first opened, or in a quiet moment before. While the server is away the
 * page stays where it is and the way is tried again; a call bar must never be lost to a file that did not come.
 */
import { useSyncExternalStore, type ComponentType } from 'react';

type Load = () => Promise<ComponentType>;

export const ROOMS = {
  wallboard: async () => (await import('@/features/analytics/Wallboard')).Wallboard,
  board: async () => (await import('@/features/analytics/BoardPage')).BoardPage,
  desk: async () => (await import('@/features/desk/DeskPage')).DeskPage,
  interactions: async () => (await import('@/features/interactions/InteractionsPage')).InteractionsPage,
  recordings: async () => (await import('@/features/recordings/RecordingsPage')).RecordingsPage,
  messages: async () => (await import('@/features/mailboxes/MailboxesPage')).MailboxesPage,
  slips: async () => (await import('@/features/switchboard/slips/SlipsPage')).SlipsPage,
  tickets: async () => (await import('@/features/switchboard/tickets/TicketsPage')).TicketsPage,
  customers: async () => (await import('@/features/customers/CustomersPage')).CustomersPage,
  cases: async () => (await import('@/features/cases/CasesPage')).CasesPage,
  visits: async () => (await import('@/features/cases/visits/VisitsPage')).VisitsPage,
  callbacks: async () => (await import('@/features/cases/callbacks/CallbacksPage')).CallbacksPage,
  approvals: async () => (await import('@/features/cases/kept/ApprovalsPage')).ApprovalsPage,
  improvements: async () => (await import('@/features/cases/improve/ImprovementsPage')).ImprovementsPage,
  incidents: async () => (await import('@/features/cases/incidents/IncidentsPage')).IncidentsPage,
  emergencies: async () => (await import('@/features/cases/emergencies/EmergenciesPage')).EmergenciesPage,
  helps: async () => (await import('@/features/cases/helps/HelpsPage')).HelpsPage,
  marks: async () => (await import('@/features/cases/marks/MarksPage')).MarksPage,
  complaints: async () => (await import('@/features/cases/about/ComplaintsPage')).ComplaintsPage,
  directory: async () => (await import('@/features/switchboard/DirectoryPage')).DirectoryPage,
  people: async () => (await import('@/features/abilities/PeoplePage')).PeoplePage,
  welcome: async () => (await import('./welcome/WelcomePage')).WelcomePage,
  conferences: async () => (await import('@/features/conferences/ConferencesPage')).ConferencesPage,
  extension: async () => (await import('@/features/extension/ExtensionPage')).ExtensionPage,
  routing: async () => (await import('@/features/routing/RoutingPage')).RoutingPage,
  flows: async () => (await import('@/features/flows/FlowsPage')).FlowsPage,
  prompts: async () => (await import('@/features/prompts/PromptsPage')).PromptsPage,
  scripts: async () => (await import('@/features/scripts/ScriptsPage')).ScriptsPage,
  simulation: async () => (await import('@/features/simulation/SimulationPage')).SimulationPage,
  settings: async () => (await import('@/features/settings/SettingsPage')).SettingsPage,
} satisfies Record<string, Load>;

const AGAIN = 1_000;
const RELOADED = 'huawu.reloaded';

const pause = (milliseconds: number): Promise<void> =>
  new Promise((go) => window.setTimeout(go, milliseconds));

async function serverIsThere(): Promise<boolean> {
  try {
    return (await fetch('/favicon.svg', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

let fetching = 0;
const watchers = new Set<() => void>();

function count(step: 1 | -1): void {
  fetching += step;
  queueMicrotask(() => watchers.forEach((tell) => tell())); // it may be asked for while the page is drawn
}

function watchFetching(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** Whether the page is on its way to a room whose code is not there yet. */
export const useMoving = (): boolean => useSyncExternalStore(watchFetching, () => fetching > 0);

/** The file will not come any more (an upgrade, or a failure the browser remembers): load the page anew, there. */
function reloadOnce(): boolean {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
  if (Date.now() - last < 30_000) return false;
  sessionStorage.setItem(RELOADED, String(Date.now()));
  location.reload();
  return true;
}

async function fetchLong(load: Load): Promise<ComponentType> {
  for (;;) {
    try {
      return await load();
    } catch (failure) {
      if ((await serverIsThere()) && !reloadOnce()) throw failure;
      await pause(AGAIN);
    }
  }
}

/** Fetch a room for as long as it takes. Fails only when the server is there and the file is not. */
export async function fetchRoom(load: Load): Promise<{ default: ComponentType }> {
  count(1);
  try {
    return { default: await fetchLong(load) };
  } finally {
    count(-1);
  }
}

/** Bring the other rooms while nothing else is going on, one after the other. */
export function fetchRoomsQuietly(): () => void {
  let wanted = true;
  const bring = async (): Promise<void> => {
    for (const load of Object.values(ROOMS)) {
      await pause(AGAIN);
      if (!wanted) return;
      await load().catch(() => undefined);
    }
  };
  void bring();
  return () => {
    wanted = false;
  };
}
