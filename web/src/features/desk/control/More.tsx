/** What is wanted less often: more parties in the call, one after another, nobody else. */
import { DownOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { Keys } from '@/shared/ui/Keys';
import { useChosen, type DialGiven } from './Dial';
import { Picker } from './Picker';
import { controlWords } from './words';

type Adding = 'add' | 'serial';
const KEYS = { add: 'Alt+b', serial: 'Alt+e', lock: 'Alt+l', unlock: 'Alt+l', park: 'c p' };
const DIALLING = ['add', 'serial'] as const;
const DOING = ['park', 'lock', 'unlock'] as const;

export function More({ may, ...given }: DialGiven & { may: readonly string[] }) {
  const t = useTexts(controlWords);
  const { mutate } = given.verbs;
  const [open, setOpen] = useState(false);
  const [verb, setVerb] = useState<Adding | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const show = useCallback((wish: boolean, which: Adding | null = null) => {
    setOpen(wish);
    setVerb(which);
    if (!wish) button.current?.focus();
  }, []);
  const close = useCallback(() => show(false), [show]);
  const chosen = useChosen(given, verb ?? 'add', close);
  const offered = useMemo<Command[]>(() => {
    const group = t('group');
    return [
      ...DIALLING.filter((one) => may.includes(one)).map((id) => ({
        id,
        title: t(id),
        keys: KEYS[id],
        group,
        run: () => show(true, id),
      })),
      ...DOING.filter((one) => may.includes(one)).map((id) => ({
        id,
        title: t(id),
        keys: KEYS[id],
        group,
        run: () => {
          setOpen(false);
          mutate({ do: 'act', action: id });
        },
      })),
    ];
  }, [t, may, mutate, show]);
  useOffer(offered);
  if (!offered.length) return null;
  const list = (
    <ul className="more-list">
      {offered.map((one) => (
        <li key={one.id}>
          <Button type="text" block onClick={one.run}>
            {one.title} <Keys keys={one.keys ?? ''} />
          </Button>
        </li>
      ))}
    </ul>
  );
  return (
    <Popover
      open={open}
      onOpenChange={(wish) => show(wish)}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      title={verb ? t(`${verb}Title`) : undefined}
      content={verb ? <Picker verb={verb} agent={given.agent} choose={chosen} close={close} /> : list}
    >
      <Button ref={button} icon={<DownOutlined />} aria-label={t('more')} aria-expanded={open} />
    </Popover>
  );
}
