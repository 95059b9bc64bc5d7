/** What is wanted less often: more parties in the call, one after another, nobody else. */
import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, Popover } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { useFocusBack } from '@/shared/ui/focus-back';
import { Keys } from '@/shared/ui/Keys';
import { useChosen, type DialGiven } from './Dial';
import { Picker } from './Picker';
import { controlWords } from './words';

type Adding = 'add' | 'serial';
const KEYS = { add: 'c a', serial: 'c s', lock: 'c l', unlock: 'c l', park: 'c p' };
const DIALLING = ['add', 'serial'] as const;
const DOING = ['park', 'lock', 'unlock'] as const;

export function More({ may, ...given }: DialGiven & { may: readonly string[] }) {
  const t = useTexts(controlWords);
  const { mutate } = given.verbs;
  const [listed, setListed] = useState(false);
  const [verb, setVerb] = useState<Adding | null>(null);
  const { button, dropdown } = useFocusBack();
  const close = useCallback(() => {
    setVerb(null);
    button.current?.focus();
  }, [button]);
  const chosen = useChosen(given, verb ?? 'add', close);
  const offered = useMemo<Command[]>(() => {
    const group = t('group');
    const ask = (id: Adding) => ({ id, keys: KEYS[id], run: () => setVerb(id) });
    const act = (id: (typeof DOING)[number]) => ({
      id,
      keys: KEYS[id],
      run: () => mutate({ do: 'act', action: id }),
    });
    return [...DIALLING.map(ask), ...DOING.map(act)]
      .filter(({ id }) => may.includes(id))
      .map((one) => ({ ...one, title: t(one.id), group }));
  }, [t, may, mutate]);
  useOffer(offered);
  if (!offered.length) return null;
  const items = offered.map(({ id, title, keys = '', run }) => ({
    key: id,
    label: title,
    extra: <Keys keys={keys} />,
    onClick: run,
  }));
  return (
    <Popover
      open={verb !== null}
      onOpenChange={(wish) => wish || setVerb(null)}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      title={verb ? t(`${verb}Title`) : undefined}
      content={verb ? <Picker verb={verb} agent={given.agent} choose={chosen} close={close} /> : null}
    >
      <span>
        <Dropdown
          {...dropdown}
          menu={{ items }}
          placement="bottomRight"
          open={listed}
          onOpenChange={(wish) => {
            setListed(wish);
            dropdown.onOpenChange(wish);
          }}
        >
          <Button
            ref={button}
            icon={<DownOutlined />}
            aria-label={t('more')}
            aria-haspopup="menu"
            aria-expanded={listed}
          />
        </Dropdown>
      </span>
    </Popover>
  );
}
