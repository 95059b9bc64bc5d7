/** What an agent does, with the answer shown at once and refusals in plain words. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { actOnCall, agentSignIn, agentSignOut, setAgentState } from '@/api/calls';
import type { Me } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { ME_KEY } from './me';

export function useSayRefusal(): (failure: unknown) => void {
  const { notification } = App.useApp();
  const locale = useLocale();
  return (failure) => {
    const said = wordsFor(failure, locale);
    notification.warning({ title: said.title, description: said.detail, placement: 'bottomRight' });
  };
}

export type Wish = { do: 'sign-in' } | { do: 'sign-out' } | { do: 'ready' } | { do: 'pause'; reason: string };

function ask(wish: Wish): Promise<Me> {
  if (wish.do === 'sign-in') return agentSignIn();
  if (wish.do === 'sign-out') return agentSignOut();
  return wish.do === 'ready' ? setAgentState('ready') : setAgentState('paused', wish.reason);
}

export function useStateChange() {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({ mutationFn: ask, onSuccess: (me) => client.setQueryData(ME_KEY, me), onError });
}

export function useCallAction() {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({
    mutationFn: actOnCall,
    onError,
    onSettled: () => client.invalidateQueries({ queryKey: ME_KEY }),
  });
}
