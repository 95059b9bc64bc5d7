/** The password for listening by telephone, and what callers hear. */
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Input } from 'antd';
import { useState } from 'react';
import { dropGreeting, setPin, type Mailbox } from '@/api/mailboxes';
import { dateAt, whenOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Refused } from '@/shared/ui/Refused';
import { OwnAddress } from './OwnAddress';
import { useKept } from './use-mail';
import { mailWords } from './words';

const LONGEST = 10;

/** `own`: whoever looks at it owns it; others who may, lead. */
export function MailboxSettings({ box, own }: { box: Mailbox; own: boolean }) {
  const t = useTexts(mailWords);
  const { message } = App.useApp();
  const kept = useKept();
  const [pin, change] = useState('');
  const saving = useMutation({
    mutationFn: () => setPin(box.mailbox, pin),
    onSuccess: (shown) => {
      kept(shown);
      change('');
      void message.success(t('pinSaved'));
    },
  });
  const dropping = useMutation({ mutationFn: () => dropGreeting(box.mailbox), onSuccess: kept });
  return (
    <section className="panel mail-settings" aria-label={t('settings')}>
      <h2>{t('settings')}</h2>
      {box.locked_until ? (
        <Alert
          type="warning"
          showIcon
          title={t('locked', { time: whenOf(box.locked_until, dateAt(serverNow())) })}
        />
      ) : null}
      <p className="quiet">{t(box.pin ? 'pinSet' : 'pinNone')}</p>
      <form
        className="mail-pin"
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Input.Password
          value={pin}
          maxLength={LONGEST}
          inputMode="numeric"
          autoComplete="new-password"
          aria-label={t('pin')}
          placeholder={t('pin')}
          onChange={(event) => change(event.target.value)}
        />
        <Button htmlType="submit" disabled={pin.length < 4} loading={saving.isPending}>
          {t('savePin')}
        </Button>
      </form>
      <Refused failure={saving.error ?? dropping.error} />
      <p className="quiet">{t(box.greeting ? 'greetingOwn' : 'greetingUsual')}</p>
      {box.greeting ? (
        <Button loading={dropping.isPending} onClick={() => dropping.mutate()}>
          {t('useUsual')}
        </Button>
      ) : null}
      {own ? <OwnAddress mailbox={box.mailbox} /> : null}
    </section>
  );
}
