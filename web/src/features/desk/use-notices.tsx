/** Shows notices, holds them back during a call, and raises those of the desk: calls back that are due. */
import { App } from 'antd';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useNavigate } from 'react-router';
import type { Callback } from '@/api/desk';
import type { Me } from '@/api/types';
import { groupPhone } from '@/shared/format/phone';
import { microsOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { hearNotices, heldBack, keepQuiet, notify, watchNotices, withdraw } from '@/shared/notices/notices';
import { callbackWords } from './callback-words';
import { popWords } from './pop-words';
import { useMyCallbacks } from './use-callbacks';

const LONGEST = 12 * 3_600_000; // a timer cannot wait for months
const NONE: Callback[] = [];

/** Show what comes, for a while, as it lies over the page (the bell keeps what still holds); on the desktop when
 * the page is not looked at. */
export function useNoticesShown(): void {
  const { notification } = App.useApp();
  const navigate = useNavigate();
  useEffect(
    () =>
      hearNotices(({ key, title, text, to, bad, silent }) => {
        const open = (): void => {
          notification.destroy(key);
          if (to) void navigate(to);
        };
        notification[bad ? 'warning' : 'info']({
          key,
          title,
          description: text,
          placement: 'bottomRight',
          duration: bad ? 12 : 8,
          onClick: open,
        });
        if (!document.hidden || !('Notification' in window) || Notification.permission !== 'granted') return;
        const shown = new Notification(title, { body: text, tag: key, silent: silent ?? null });
        shown.onclick = () => {
          window.focus();
          open();
        };
      }, notification.destroy),
    [notification, navigate],
  );
}

/** During a call, and while it rings, nothing of the house interrupts. */
export function useQuietInCalls(me: Me | undefined): void {
  const busy = me?.state === 'talking' || me?.state === 'ringing';
  useEffect(() => {
    keepQuiet(busy);
    return () => keepQuiet(false);
  }, [busy]);
}

/** Back from a hold the first words are an apology: say so while they are needed. */
export function useApologyAfterHold(me: Me | undefined): void {
  const t = useTexts(popWords);
  const { message } = App.useApp();
  const stage = me?.call?.stage ?? null;
  const before = useRef(stage);
  useEffect(() => {
    if (before.current === 'hold' && stage === 'talk') {
      void message.info({ key: 'after-hold', content: t('back'), duration: 6 });
    }
    before.current = stage;
  }, [stage, message, t]);
}

export const useHeldBack = (): number => useSyncExternalStore(watchNotices, heldBack);

/** Say once that a call back is due; said again when it was moved. */
export function useDueCallbacks(): void {
  const t = useTexts(callbackWords);
  const callbacks = useMyCallbacks().data ?? NONE;
  const said = useRef(new Set<string>());
  useEffect(() => {
    const timers = callbacks.map((one) => {
      const key = `callback.${one.id}`;
      const once = `${one.id} ${one.due_at}`;
      const say = (): void => {
        if (said.current.has(once)) return;
        said.current.add(once);
        const who = one.customer?.name ?? (groupPhone(one.number) || t('unknown'));
        notify({ key, title: t('notice', { who }), text: one.note, to: '/desk' });
      };
      const wait = (microsOf(one.due_at) - serverNow()) / 1000;
      return window.setTimeout(wait > LONGEST ? () => undefined : say, Math.min(Math.max(wait, 0), LONGEST));
    });
    return () => timers.forEach((timer) => window.clearTimeout(timer));
  }, [callbacks, t]);
  useEffect(() => {
    const open = new Set(callbacks.map((one) => one.id));
    for (const once of said.current) {
      const id = once.split(' ')[0] ?? '';
      if (!open.has(id)) withdraw(`callback.${id}`);
    }
  }, [callbacks]);
}
