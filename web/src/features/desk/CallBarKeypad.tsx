/** Keys for the customer's side: a menu the customer is in, a door. Clicked or typed, sent in their order. */
import { NumberOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CallAction } from '@/api/calls';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { callWords } from './call-words';
import { KEYS, Keys } from './Keys';

interface Given {
  act: (action: CallAction) => Promise<unknown>;
}

function Pad({ press }: { press: (key: string) => void }) {
  const t = useTexts(callWords);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!KEYS.includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      press(event.key);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [press]);
  return (
    <div className="keypad" role="group" aria-label={t('keypadTitle')}>
      <Keys name={(key) => t('key', { key })} press={press} first={first} />
    </div>
  );
}

export function CallBarKeypad({ act }: Given) {
  const t = useTexts(callWords);
  const [open, setOpen] = useState(false);
  const [sent, setSent] = useState('');
  const sending = useRef<Promise<unknown>>(Promise.resolve());
  const press = useMemo(
    () => (key: string) => {
      setSent((before) => (before + key).slice(-16));
      const send = (): Promise<unknown> => act({ action: 'keys', keys: key }).catch(() => undefined);
      sending.current = sending.current.then(send);
    },
    [act],
  );
  const commands = useMemo<Command[]>(
    () => [{ id: 'keypad', title: t('keypad'), keys: 'Alt+k', group: t('group'), run: () => setOpen(true) }],
    [t],
  );
  useOffer(commands);
  const show = (wish: boolean): void => {
    setOpen(wish);
    if (!wish) setSent('');
  };
  return (
    <Popover
      open={open}
      onOpenChange={show}
      trigger="click"
      placement="bottom"
      destroyOnHidden
      title={t('keypadTitle')}
      content={
        <>
          <p className="keypad-sent num" role="status" aria-label={t('keysSent')}>
            {sent || ' '}
          </p>
          <Pad press={press} />
        </>
      }
    >
      <Button
        className="call-bar-terse"
        icon={<NumberOutlined />}
        title={`Alt+K · ${t('keypadTitle')}`}
        aria-expanded={open}
      >
        {t('keypad')}
      </Button>
    </Popover>
  );
}
