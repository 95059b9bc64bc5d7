/** What can be done with the call in hand; the answer of the server is the call as it then is. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  actInCall,
  actOnParty,
  addParty,
  consult,
  leaveSupervision,
  supervise,
  transfer,
  type CallDeed,
  type CallShown,
  type Mode,
  type PartyDeed,
  type To,
} from '@/api/control';
import { useSayRefusal } from '../actions';
import { callKey } from '../call';
import { ME_KEY } from '../me';

/** Verbs that call somebody in. */
export type Dialling = 'transfer' | 'consult' | 'add' | 'serial';

export type Wish =
  | { do: Dialling; to: To; reason: string }
  | { do: 'act'; action: CallDeed }
  | { do: 'party'; party: string; action: PartyDeed }
  | { do: 'guide'; mode: Mode }
  | { do: 'leave' };

function ask(id: string, wish: Wish): Promise<CallShown | undefined> {
  switch (wish.do) {
    case 'transfer':
      return transfer(id, wish.to, wish.reason);
    case 'consult':
      return consult(id, wish.to, wish.reason);
    case 'add':
    case 'serial':
      return addParty(id, wish.to, wish.do === 'serial');
    case 'act':
      return actInCall(id, wish.action);
    case 'party':
      return actOnParty(id, wish.party, wish.action);
    case 'guide':
      return supervise(id, wish.mode);
    case 'leave':
      return leaveSupervision(id);
  }
}

export type Verbs = ReturnType<typeof useVerbs>;

export function useVerbs(id: string) {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({
    mutationFn: (wish: Wish) => ask(id, wish),
    onSuccess: (call) => {
      if (call) client.setQueryData(callKey(id), call);
    },
    onError: (failure) => {
      onError(failure);
      void client.invalidateQueries({ queryKey: callKey(id) });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ME_KEY }),
  });
}
