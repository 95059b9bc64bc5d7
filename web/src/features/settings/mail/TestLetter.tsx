/** A letter to try the mail server: what it answered, in its words and ours. */
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { sendTestMail } from '@/api/mail';
import { useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';
import { mailSettingsWords } from './mail-words';

export function TestLetter() {
  const t = useTexts(mailSettingsWords);
  const [to, setTo] = useState('');
  const sending = useMutation({ mutationFn: () => sendTestMail(to.trim()) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    sending.mutate();
  };
  return (
    <form className="line-form" aria-label={t('try')} onSubmit={submit} noValidate>
      <div className="line-actions">
        <Input
          type="email"
          value={to}
          maxLength={200}
          autoComplete="email"
          aria-label={t('to')}
          placeholder={t('to')}
          onChange={(event) => setTo(event.target.value)}
        />
        <Button htmlType="submit" loading={sending.isPending} disabled={!to.trim()}>
          {t('send')}
        </Button>
      </div>
      {sending.isSuccess ? (
        <Alert type="success" showIcon role="status" title={t('sent', { said: sending.data.said })} />
      ) : null}
      <Refused failure={sending.error} />
    </form>
  );
}
