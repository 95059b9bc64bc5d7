/** The own mail address at which an owner is told of messages: it counts once the code sent there is typed in. */
import { App, Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import type { OwnAddress as Shown } from '@/api/mailboxes';
import { dateAt, whenOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Refused } from '@/shared/ui/Refused';
import { useOwnAddress } from './use-mail';
import { mailWords } from './words';

const DIGITS = 6;

interface CodeProps {
  confirm: (code: string) => void;
  again: () => void;
  busy: boolean;
}

function CodeForm({ confirm, again, busy }: CodeProps) {
  const t = useTexts(mailWords);
  const [code, change] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirm(code);
  };
  return (
    <form className="mail-pin" onSubmit={submit}>
      <Input
        value={code}
        maxLength={DIGITS}
        inputMode="numeric"
        autoComplete="one-time-code"
        aria-label={t('mailCode')}
        placeholder={t('mailCode')}
        onChange={(event) => change(event.target.value.replace(/\D/g, ''))}
      />
      <Button type="primary" htmlType="submit" disabled={code.length < DIGITS} loading={busy}>
        {t('mailConfirm')}
      </Button>
      <Button onClick={again}>{t('mailAgain')}</Button>
    </form>
  );
}

interface AddressProps {
  label: string;
  want: (address: string) => void;
  busy: boolean;
}

function AddressForm({ label, want, busy }: AddressProps) {
  const t = useTexts(mailWords);
  const [address, change] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    want(address.trim());
  };
  return (
    <form className="mail-pin" onSubmit={submit}>
      <Input
        value={address}
        inputMode="email"
        autoComplete="email"
        aria-label={label}
        placeholder={label}
        onChange={(event) => change(event.target.value)}
      />
      <Button htmlType="submit" disabled={!address.includes('@')} loading={busy}>
        {t('mailSend')}
      </Button>
    </form>
  );
}

/** Where messages are told now, and with what. */
function Told({ shown: { address, sound, possible, allowed } }: { shown: Shown }) {
  const t = useTexts(mailWords);
  if (!allowed) return <p>{address ? t('mailForbiddenNow', { address }) : t('mailForbidden')}</p>;
  if (!address) return <p className="quiet">{t(possible ? 'mailNone' : 'mailImpossible')}</p>;
  return (
    <>
      <p>{t('mailTold', { address })}</p>
      <p className="quiet">{t(sound ? 'mailWithSound' : 'mailNoSound')}</p>
    </>
  );
}

/** What was sent and is waited for, and the field for an address, where owners may set one. */
function Wanted({ shown, own }: { shown: Shown; own: ReturnType<typeof useOwnAddress> }) {
  const t = useTexts(mailWords);
  const { message } = App.useApp();
  const { address, wanted, until, possible, allowed } = shown;
  const { wanting, confirming } = own;
  if (!allowed) return null;
  const confirm = (code: string): void =>
    confirming.mutate(code, { onSuccess: () => void message.success(t('mailConfirmed')) });
  return (
    <>
      {wanted && until ? (
        <>
          <p>{t('mailCodeSent', { address: wanted, time: whenOf(until, dateAt(serverNow())) })}</p>
          <CodeForm confirm={confirm} again={() => wanting.mutate(wanted)} busy={confirming.isPending} />
        </>
      ) : null}
      {possible ? (
        <AddressForm
          key={wanted ?? address}
          label={t((address ?? wanted) ? 'mailOther' : 'mailAddress')}
          want={wanting.mutate}
          busy={wanting.isPending}
        />
      ) : null}
    </>
  );
}

export function OwnAddress({ mailbox }: { mailbox: string }) {
  const t = useTexts(mailWords);
  const own = useOwnAddress(mailbox);
  const { asked, wanting, confirming, dropping } = own;
  const shown = asked.data;
  if (!shown) return null;
  return (
    <section className="mail-own" aria-label={t('mailTitle')}>
      <h3>{t('mailTitle')}</h3>
      <Told shown={shown} />
      <Wanted shown={shown} own={own} />
      <Refused failure={wanting.error ?? confirming.error ?? dropping.error} />
      {shown.address ? (
        <Button loading={dropping.isPending} onClick={() => dropping.mutate()}>
          {t(shown.allowed ? 'mailStop' : 'mailForget')}
        </Button>
      ) : null}
    </section>
  );
}
