/** What those who lead do from a tile: come into the agent's call, or give the agent a state, with a way back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { forceState, leaveSupervision, supervise, type Mode, type StateForced } from '@/api/control';
import type { AgentState } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import type { Seated } from '@/shared/board/figures';
import { usePauseReasons } from '@/shared/ui/names';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { superviseWords } from './supervise-words';

const FORCEABLE: readonly AgentState[] = ['ready', 'paused', 'signed_out'];

/** The state as it can be given back; null when it was one that nobody can give. */
function wayBack(agent: Seated, reasons: readonly { id: string }[]): StateForced | null {
  if (!FORCEABLE.includes(agent.state)) return null;
  const { state, reason } = agent;
  if (state !== 'paused') return { state: state as StateForced['state'] };
  return reasons.some(({ id }) => id === reason) ? { state, reason } : null;
}

interface Forced {
  body: StateForced;
  /** What follows. Not given to `mutate` itself: the menu, whose mutation it is, is closed by then. */
  after?: () => void;
}

/** Force a state once it is confirmed; the message offers the former one back. */
export function useForce(agent: Seated, who: string) {
  const t = useTexts(superviseWords);
  const { message, modal } = App.useApp();
  const onError = useSayRefusal();
  const reasons = usePauseReasons().data ?? [];
  const { mutate } = useMutation({
    mutationFn: ({ body }: Forced) => forceState(agent.id, body),
    onSuccess: (_, { after }) => after?.(),
    onError,
  });
  const say = (said: string, back: StateForced | null): void => {
    const key = `forced-${agent.id}`;
    const undo = (): void => {
      message.destroy(key);
      if (back) mutate({ body: back });
    };
    const button = back ? (
      <Button type="link" size="small" onClick={undo}>
        {t('undo')}
      </Button>
    ) : null;
    void message.info({
      key,
      duration: 8,
      content: (
        <>
          {t('forced', { who, state: said })} {button}
        </>
      ),
    });
  };
  return (body: StateForced, said: string): void => {
    const back = wayBack(agent, reasons);
    void modal.confirm({
      title: t('sure', { who, state: said }),
      content: t('sureText'),
      okText: t('yes'),
      cancelText: t('no'),
      onOk: () => mutate({ body, after: () => say(said, back) }),
    });
  };
}

/** Come into a call, be in it otherwise, or leave it. Taking it over is asked twice: the agent loses the call. */
export function useGuide(interaction: string | null, who: string) {
  const t = useTexts(superviseWords);
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const onError = useSayRefusal();
  const { mutate } = useMutation({
    mutationFn: async (mode: Mode | 'leave') => {
      if (mode === 'leave') await leaveSupervision(interaction ?? '');
      else await supervise(interaction ?? '', mode);
    },
    onSuccess: (_, mode) => {
      if (mode !== 'leave') void message.info(t('coming'));
      void client.invalidateQueries({ queryKey: ['call', interaction] });
    },
    onError,
  });
  return (mode: Mode | 'leave'): void => {
    if (mode !== 'take_over') {
      mutate(mode);
      return;
    }
    void modal.confirm({
      title: t('sureTakeOver', { who }),
      content: t('sureTakeOverText'),
      okText: t('takeOver'),
      cancelText: t('no'),
      onOk: () => mutate(mode),
    });
  };
}
