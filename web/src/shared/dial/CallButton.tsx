/** Beside every number that is shown: call it. Only for who has a telephone; never dials before the card was seen. */
import { PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useContext } from 'react';
import type { DialTo } from '@/api/dial';
import { texts, useTexts } from '@/shared/i18n/texts';
import { hasDesk, SessionContext } from '@/shared/session/session';
import { wishToCall } from './wish';

const words = texts({ call: '呼叫', callWho: '呼叫 {who}' }, { call: 'Call', callWho: 'Call {who}' });

interface CallButtonProps {
  to: DialTo;
  who: string;
  /** With the word beside the sign. */
  wide?: boolean;
}

export function CallButton({ to, who, wide = false }: CallButtonProps) {
  const t = useTexts(words);
  const session = useContext(SessionContext);
  if (!session || !hasDesk(session)) return null;
  return (
    <Button
      className="call-button"
      size="small"
      type={wide ? 'default' : 'text'}
      icon={<PhoneOutlined aria-hidden />}
      aria-label={t('callWho', { who })}
      title={t('callWho', { who })}
      onClick={() => wishToCall(to, who)}
    >
      {wide ? t('call') : null}
    </Button>
  );
}
