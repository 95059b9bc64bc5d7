/** A button that opens the field in which somebody is chosen; its key opens it too, and closing it gives focus back. */
import { Button, Popover } from 'antd';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import type { To } from '@/api/control';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { Picker } from './Picker';
import { keepRecent } from './recent';
import type { Dialling, Verbs } from './verbs';
import { controlWords } from './words';

export interface DialGiven {
  agent: string;
  verbs: Verbs;
}

/** Choose, call, and remember whom. */
export function useChosen({ agent, verbs }: DialGiven, verb: Dialling, close: () => void) {
  return (to: To, reason: string): void => {
    close();
    keepRecent(agent, to);
    verbs.mutate({ do: verb, to, reason });
  };
}

export function Dial({
  verb,
  keys,
  icon,
  ...given
}: DialGiven & { verb: Dialling; keys: string; icon: ReactNode }) {
  const t = useTexts(controlWords);
  const [open, setOpen] = useState(false);
  const [times, setTimes] = useState(0);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => {
    setOpen(false);
    button.current?.focus();
  }, []);
  const show = useCallback((wish: boolean) => {
    setOpen(wish);
    if (wish) setTimes((before) => before + 1);
  }, []);
  const chosen = useChosen(given, verb, close);
  const commands = useMemo<Command[]>(
    () => [{ id: verb, title: t(verb), keys, group: t('group'), run: () => show(true) }],
    [verb, t, keys, show],
  );
  useOffer(commands);
  return (
    <Popover
      open={open}
      onOpenChange={show}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      title={t(`${verb}Title`)}
      content={<Picker key={times} verb={verb} agent={given.agent} choose={chosen} close={close} />}
    >
      <Button
        ref={button}
        icon={icon}
        title={keys.replace(/[a-z]$/, (key) => key.toUpperCase())}
        aria-expanded={open}
      >
        {t(verb)}
      </Button>
    </Popover>
  );
}
