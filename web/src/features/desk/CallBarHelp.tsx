/** Quiet help: one click or key asks whoever leads, the customer hears nothing. It is taken back the same way. */
import { DownOutlined, MessageOutlined } from '@ant-design/icons';
import { Button, Dropdown, Space } from 'antd';
import { useMemo } from 'react';
import type { CallAction } from '@/api/calls';
import type { Help } from '@/api/live';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Elapsed } from '@/shared/ui/Elapsed';
import { useFocusBack } from '@/shared/ui/focus-back';
import { useHelpReasons } from '@/shared/ui/names';
import { callWords } from './call-words';

interface Given {
  help: Help | null;
  act: (action: CallAction) => void;
}

export function CallBarHelp({ help, act }: Given) {
  const t = useTexts(callWords);
  const locale = useLocale();
  const reasons = useHelpReasons().data ?? [];
  const { button, dropdown } = useFocusBack();
  const asked = help !== null;
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'help',
        title: t(asked ? 'noHelp' : 'askHelp'),
        keys: 'Alt+q',
        group: t('group'),
        run: () => act({ action: asked ? 'no_help' : 'help' }),
      },
    ],
    [t, asked, act],
  );
  useOffer(commands);
  const items = reasons.map((reason) => ({
    key: reason.id,
    label: nameIn(reason.name, locale),
    onClick: () => act({ action: 'help', reason: reason.id }),
  }));
  const named = reasons.find((reason) => reason.id === help?.reason)?.name;
  return (
    <Space.Compact>
      <Button
        icon={<MessageOutlined />}
        className={asked ? 'call-bar-help is-asked' : 'call-bar-help call-bar-terse'}
        aria-pressed={asked}
        title={asked ? `Alt+Q · ${t('noHelp')}` : `Alt+Q · ${t('askHelpHint')}`}
        onClick={() => act({ action: asked ? 'no_help' : 'help' })}
      >
        {help ? (
          <>
            <span role="status">{t(help.seen_by ? 'helpSeen' : 'helpAsked')}</span>
            <Elapsed since={help.since} />
          </>
        ) : (
          t('askHelp')
        )}
      </Button>
      {items.length ? (
        <Dropdown {...dropdown} menu={{ items, selectedKeys: help ? [help.reason] : [] }}>
          <Button
            ref={button}
            icon={<DownOutlined />}
            aria-label={named ? `${t('helpWith')}: ${nameIn(named, locale)}` : t('helpWith')}
            aria-haspopup="menu"
          />
        </Dropdown>
      ) : null}
    </Space.Compact>
  );
}
