/** What can be done with the call in hand; the answer of the server is the call as it then is. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
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
import { useTexts } from '@/shared/i18n/texts';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { callKey } from '../call';
import { ME_KEY } from '../me';
import { useToName } from './use-to-name';
import { controlWords } from './words';

/** Verbs that call somebody in. */
export type Dialling = 'transfer' | 'consult' | 'add' | 'serial';

export type Wish =
  | { do: Dialling; to: To; reason: string }
  /** `to`: where it goes, as the button said. */
  | { do: 'urgent'; to: To }
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
    case 'urgent':
      return actInCall(id, 'urgent');
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

/** Where nobody has to answer, and what is said of it: there the call leaves this page at once. */
const LEAVES = { queue: 'waitsIn', flow: 'hearsMenu', mailbox: 'leavesMessage' } as const;
const leavesFor = (wish: Wish): keyof typeof LEAVES | null => {
  if (wish.do !== 'transfer' && wish.do !== 'urgent') return null;
  const { kind } = wish.to;
  return kind === 'queue' || kind === 'flow' || kind === 'mailbox' ? kind : null;
};

export type Verbs = ReturnType<typeof useVerbs>;

export function useVerbs(id: string) {
  const client = useQueryClient();
  const onError = useSayRefusal();
  const { message } = App.useApp();
  const t = useTexts(controlWords);
  const toName = useToName();
  return useMutation({
    mutationFn: (wish: Wish) => ask(id, wish),
    onSuccess: (call, wish) => {
      if (call) client.setQueryData(callKey(id), call);
      const leaves = leavesFor(wish);
      if (call?.parked) void message.success(t('parkedAt', { place: call.parked }));
      if (leaves && 'to' in wish) void message.success(t(LEAVES[leaves], { who: toName(wish.to) }));
    },
    onError: (failure) => {
      onError(failure);
      void client.invalidateQueries({ queryKey: callKey(id) });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ME_KEY }),
  });
}
