/** Wrap-up on request: asked for while talking, only where it neither comes nor stays away by itself. Asked is asked:
 *  whoever needs it no more is ready again with one click after the call. */
import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo } from 'react';
import type { CallAction } from '@/api/calls';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { callWords } from './call-words';

interface Given {
  /** Null when there is nothing to ask for. */
  asked: boolean | null;
  act: (action: CallAction) => void;
}

export function CallBarWrapUp({ asked, act }: Given) {
  const t = useTexts(callWords);
  const commands = useMemo<Command[]>(
    () =>
      asked === false
        ? [{ id: 'wrap-up', title: t('askWrapUp'), group: t('group'), run: () => act({ action: 'wrap_up' }) }]
        : [],
    [t, asked, act],
  );
  useOffer(commands);
  if (asked === null) return null;
  return (
    <Button
      icon={<EditOutlined />}
      className={asked ? 'call-bar-wrap-up is-asked' : 'call-bar-terse'}
      aria-pressed={asked}
      title={t(asked ? 'wrapUpAsked' : 'askWrapUpHint')}
      onClick={asked ? undefined : () => act({ action: 'wrap_up' })}
    >
      {t(asked ? 'wrapUpAsked' : 'askWrapUp')}
    </Button>
  );
}
