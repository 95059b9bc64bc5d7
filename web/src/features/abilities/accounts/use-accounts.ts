/** Accounts of agents. While somebody is to leave after a call, it is looked at again and again. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  createAccount,
  deactivateAccount,
  leftAlone,
  listAccounts,
  reactivateAccount,
  renewPassword,
  type Account,
} from '@/api/people';

const KEY = ['accounts'];
const LOOK_MS = 2_000;

export const useAccounts = () =>
  useQuery({
    queryKey: KEY,
    queryFn: listAccounts,
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.leaving) ? LOOK_MS : false),
  });

/** What agents there are is shown in more than one place. */
function useChange<Asked, Answer>(act: (asked: Asked) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () =>
      Promise.all([KEY, ['people'], ['teams']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export const useCreateAccount = () => useChange(createAccount);
export const useRenewPassword = () => useMutation({ mutationFn: (agent: string) => renewPassword(agent) });
/** Which queues an account that is deactivated would leave alone. */
export const useLeftAlone = () =>
  useMutation({ mutationFn: (account: Account) => leftAlone({ agents: [account.agent.id] }) });
export const useSetActive = () =>
  useChange(({ account, active }: { account: Account; active: boolean }) =>
    (active ? reactivateAccount : deactivateAccount)(account.agent.id),
  );
