/** A colleague has taken a call that rang here too, or a leader one that was talked here: who did is said. */
import { App } from 'antd';
import { useEffect } from 'react';
import { boardNow } from '@/shared/board/board-store';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { listen } from '@/shared/live/connection';
import { popWords } from './pop-words';

export function useTakenByColleague(agent: string | undefined): void {
  const t = useTexts(popWords);
  const locale = useLocale();
  const { message } = App.useApp();
  useEffect(
    () =>
      listen({
        facts: (facts) => {
          for (const { kind, body } of facts) {
            if (kind !== 'call.taken' || body.agent !== agent) continue;
            const who = nameIn(boardNow()?.agents[String(body.by)]?.name, locale) || t('colleague');
            void message.info({
              key: 'taken',
              content: t(body.over ? 'takenOverBy' : 'takenBy', { who }),
              duration: 6,
            });
          }
        },
      }),
    [agent, locale, message, t],
  );
}
