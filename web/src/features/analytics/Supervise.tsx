/** The menu on an agent's tile for those who lead: ways into the call, by what the server allows, and states. */
import { EllipsisOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { getCall, type Mode } from '@/api/control';
import type { Seated } from '@/shared/board/figures';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { usePauseReasons } from '@/shared/ui/names';
import { superviseWords } from './supervise-words';
import { useForce, useGuide } from './use-supervise';

type Items = NonNullable<MenuProps['items']>;

const MORE = {
  size: 'small',
  type: 'text',
  className: 'tile-more',
  icon: <EllipsisOutlined />,
  'aria-haspopup': 'menu',
} as const;

const MODES = [
  { mode: 'listen', word: 'listen', hint: 'listenHint' },
  { mode: 'whisper', word: 'whisper', hint: 'whisperHint' },
  { mode: 'barge', word: 'barge', hint: 'bargeHint' },
  { mode: 'take_over', word: 'takeOver', hint: 'takeOverHint' },
] as const;

/** What may be done with the agent's call now; asked when the menu opens. */
function useMay(interaction: string | null): readonly string[] | undefined {
  return useQuery({
    queryKey: ['call', interaction],
    queryFn: () => getCall(interaction ?? ''),
    enabled: interaction !== null,
    staleTime: 0,
    retry: false,
  }).data?.may;
}

function useWays(interaction: string | null, guide: (mode: Mode | 'leave') => void): Items {
  const t = useTexts(superviseWords);
  const may = useMay(interaction);
  if (!interaction) return [];
  if (!may) return [{ key: 'loading', label: t('loading'), disabled: true }];
  const ways = MODES.filter(({ mode }) => may.includes(mode)).map(({ mode, word, hint }) => ({
    key: mode,
    label: (
      <span className="supervise-way">
        {t(word)} <small className="quiet">{t(hint)}</small>
      </span>
    ),
    onClick: () => guide(mode),
  }));
  const leave = { key: 'leave', label: t('leave'), onClick: () => guide('leave') };
  return may.includes('leave') ? [...ways, leave] : ways;
}

function useStates(agent: Seated, who: string): Items {
  const t = useTexts(superviseWords);
  const locale = useLocale();
  const force = useForce(agent, who);
  const reasons = usePauseReasons().data ?? [];
  const states: Items = [];
  if (agent.state !== 'ready')
    states.push({ key: 'ready', label: t('ready'), onClick: () => force({ state: 'ready' }, t('ready')) });
  const pauses = reasons.map((reason) => {
    const name = nameIn(reason.name, locale);
    const said = t('pausedWith', { reason: name });
    return {
      key: `p-${reason.id}`,
      label: name,
      onClick: () => force({ state: 'paused', reason: reason.id }, said),
    };
  });
  if (pauses.length) states.push({ key: 'paused', label: t('paused'), children: pauses });
  if (agent.state !== 'signed_out')
    states.push({
      key: 'signed_out',
      label: t('signedOut'),
      danger: true,
      onClick: () => force({ state: 'signed_out' }, t('signedOut')),
    });
  return states;
}

function Menu({ agent, who, close }: { agent: Seated; who: string; close: () => void }) {
  const t = useTexts(superviseWords);
  const guide = useGuide(agent.contact, who);
  const ways = useWays(agent.contact, guide);
  const states = useStates(agent, who);
  const items: Items = [
    ...ways,
    ...(ways.length ? [{ key: 'line', type: 'divider' as const }] : []),
    { key: 'force', type: 'group', label: t('force'), children: states },
  ];
  return (
    <Dropdown open autoFocus menu={{ items }} trigger={['click']} onOpenChange={(open) => open || close()}>
      <Button {...MORE} aria-label={t('open', { who })} aria-expanded />
    </Dropdown>
  );
}

/** The menu itself is made only where it was opened: a board has hundreds of tiles. */
export function Supervise({ agent }: { agent: Seated }) {
  const t = useTexts(superviseWords);
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const [closed, setClosed] = useState(false);
  const who = nameIn(agent.name, locale);
  const close = (): void => {
    setOpen(false);
    setClosed(true);
  };
  if (open) return <Menu agent={agent} who={who} close={close} />;
  return (
    <Button {...MORE} autoFocus={closed} aria-label={t('open', { who })} onClick={() => setOpen(true)} />
  );
}
