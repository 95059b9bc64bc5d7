/** Every request the page makes, by name. */
import { client, told } from './client';
import type { paths } from './schema';
import type { Health, Locale, Outcome, SetupCentre, SetupParts, Theme } from './types';

type AskedList = NonNullable<paths['/api/interactions']['get']['parameters']['query']>;

/** Filters as they stand in the address of the page: plain text. */
export interface RecordingFilter {
  queue?: string;
  agent?: string;
  from?: string;
  to?: string;
}
export interface InteractionFilter extends RecordingFilter {
  outcome?: string;
  search?: string;
}

const PAGE = 50;

export const getSession = () => told(client.GET('/api/session'));
export const signIn = (login: string, password: string) =>
  told(client.POST('/api/session', { body: { login, password } }));
export const changePassword = (current: string, fresh: string) =>
  told(client.PUT('/api/session/password', { body: { current, new: fresh } }));
export const signOut = () => told(client.DELETE('/api/session'));
export const changeSession = (change: { locale?: Locale; theme?: Theme }) =>
  told(client.PATCH('/api/session', { body: change }));
export const getLiveTicket = () => told(client.GET('/api/live/ticket'));

export const getMe = () => told(client.GET('/api/agents/me'));
export const agentSignIn = () => told(client.POST('/api/agents/me/sign-in', { body: {} }));
export const agentSignOut = () => told(client.POST('/api/agents/me/sign-out', { body: {} }));
export const setAgentState = (state: 'ready' | 'paused', reason?: string) =>
  told(client.POST('/api/agents/me/state', { body: { state, ...(reason ? { reason } : {}) } }));
export type CallAction = NonNullable<
  paths['/api/agents/me/call']['post']['requestBody']
>['content']['application/json'];
export const actOnCall = (body: CallAction) => told(client.POST('/api/agents/me/call', { body }));

export const listInteractions = (filter: InteractionFilter, before?: string, limit = PAGE) => {
  const query: AskedList = { ...filter, outcome: filter.outcome as Outcome | undefined, before, limit };
  return told(client.GET('/api/interactions', { params: { query } }));
};
export const getInteraction = (id: string) =>
  told(client.GET('/api/interactions/{interaction_id}', { params: { path: { interaction_id: id } } }));
export const wrapUp = (id: string, body: { type: string; result: string; note: string }) =>
  told(
    client.POST('/api/interactions/{interaction_id}/wrap-up', {
      params: { path: { interaction_id: id } },
      body,
    }),
  );

export const listRecordings = (filter: RecordingFilter, before?: string) =>
  told(client.GET('/api/recordings', { params: { query: { ...filter, before, limit: PAGE } } }));

export const searchCustomers = (search: string, limit: number) =>
  told(client.GET('/api/customers', { params: { query: { search, limit } } }));
export const getCustomer = (id: string) =>
  told(client.GET('/api/customers/{customer_id}', { params: { path: { customer_id: id } } }));

export const listQueues = () => told(client.GET('/api/queues'));
export const listWrapUpTypes = () => told(client.GET('/api/wrap-up-types'));
export const listPauseReasons = () => told(client.GET('/api/pause-reasons'));
export const listHoldReasons = () => told(client.GET('/api/hold-reasons'));
export const listHelpReasons = () => told(client.GET('/api/help-reasons'));
export const seeHelp = (interaction: string) =>
  told(client.POST('/api/interactions/{interaction}/help/seen', { params: { path: { interaction } } }));
export const getBoard = () => told(client.GET('/api/board'));

export const placeTestCall = (number: string, press: string) =>
  told(client.POST('/api/test-calls', { body: { number, press } }));
export const getTestCall = (id: string) =>
  told(client.GET('/api/test-calls/{test_call_id}', { params: { path: { test_call_id: id } } }));

export const endTestCall = (id: string) =>
  told(client.DELETE('/api/test-calls/{test_call_id}', { params: { path: { test_call_id: id } } }));

export const getSetup = () => told(client.GET('/api/setup'));
export const enterSetup = (code: string) => told(client.POST('/api/setup/code', { body: { code } }));
export const checkSetup = (parts: SetupParts) => told(client.POST('/api/setup/check', { body: parts }));
export const setUp = (centre: SetupCentre) => told(client.POST('/api/setup', { body: centre }));

export const getHealth = async (): Promise<Health> => {
  try {
    const answer = await fetch('/health', { cache: 'no-store' });
    return (await answer.json()) as Health;
  } catch {
    return { status: 'away' };
  }
};

/** `base`: the mark of what it was made from; refused when somebody else changed that meanwhile. */
export const saveConfigDraft = (
  kind: string,
  key: string,
  value: Record<string, unknown> | null,
  base: string | undefined,
) =>
  told(
    client.PUT('/api/config/{kind}/{key}', {
      params: { path: { kind, key } },
      body: { value, note: '', ...(base ? { base } : {}) },
    }),
  );
export const discardConfigDraft = (kind: string, key: string, base: string | undefined) =>
  told(client.DELETE('/api/config/{kind}/{key}', { params: { path: { kind, key }, query: { base } } }));
/** Only the drafts of these kinds: what others are still writing elsewhere stays a draft. */
export const publishConfig = (kinds: string[]) =>
  told(client.POST('/api/config/publish', { body: { kinds, note: '' } }));
export const ticketUses = () => told(client.GET('/api/ticket-uses'));
export const showUsual = (kind: string) =>
  told(client.GET('/api/config/{kind}/usual', { params: { path: { kind } } }));
export const listConfig = (kind: string) =>
  told(client.GET('/api/config/{kind}', { params: { path: { kind } } }));
