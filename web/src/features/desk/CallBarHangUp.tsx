/**
 * Hang up. Where the customer should hang up first, the first press says so inside the button and the second one does
 * it: nothing to close, nothing to read twice, and two quick presses hang up at once.
 */
import { PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CallAction } from '@/api/calls';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { callWords } from './call-words';

const ASKING_MS = 2_000;

interface Given {
  customerFirst: boolean;
  act: (action: CallAction) => void;
}

export function CallBarHangUp({ customerFirst, act }: Given) {
  const t = useTexts(callWords);
  const [asking, setAsking] = useState(false);
  const sure = useRef(false);

  useEffect(() => {
    if (!asking) return;
    const timer = window.setTimeout(() => {
      sure.current = false;
      setAsking(false);
    }, ASKING_MS);
    return () => window.clearTimeout(timer);
  }, [asking]);

  const press = useCallback(() => {
    if (customerFirst && !sure.current) {
      sure.current = true;
      setAsking(true);
      return;
    }
    act({ action: 'hang_up' });
  }, [customerFirst, act]);

  const commands = useMemo<Command[]>(
    () => [{ id: 'hang-up', title: t('hangUp'), keys: 'Alt+x', group: t('group'), run: press }],
    [t, press],
  );
  useOffer(commands);

  return (
    <Button
      danger
      type="primary"
      className={asking ? 'call-bar-hang-up is-asking' : 'call-bar-hang-up'}
      icon={<PhoneOutlined rotate={135} />}
      title={customerFirst ? `Alt+X · ${t('customerFirstHint')}` : 'Alt+X'}
      onClick={press}
    >
      <span aria-live="polite">{t(asking ? 'customerFirst' : 'hangUp')}</span>
    </Button>
  );
}
