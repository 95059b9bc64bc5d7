/** The way into the wizard: the code that the server's terminal showed. */
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { enterSetup } from '@/api/calls';
import { useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';
import { useWait } from '@/shared/ui/wait';
import { Field } from './Fields';
import { setupWords } from './words';

export function CodeStep({ onEntered }: { onEntered: () => void }) {
  const t = useTexts(setupWords);
  const [code, setCode] = useState('');
  const [failedAt, setFailedAt] = useState(0);
  const entering = useMutation({
    mutationFn: enterSetup,
    onSuccess: onEntered,
    onError: () => setFailedAt(Date.now()),
  });
  const left = useWait(entering.error, failedAt);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (code.trim() && !left && !entering.isPending) entering.mutate(code.trim());
  };
  return (
    <form className="setup-form" onSubmit={submit} noValidate>
      <h2>{t('codeTitle')}</h2>
      <p className="quiet">{t('codeText')}</p>
      {left ? <Alert type="warning" showIcon role="alert" title={t('wait', { seconds: left })} /> : null}
      <Refused failure={left ? null : entering.error} />
      <Field label={t('codeField')} hint={t('codeHint')}>
        <Input
          autoFocus
          size="large"
          className="num setup-code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Field>
      <p className="setup-hint">{t('codeLost')}</p>
      <div className="setup-actions">
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          loading={entering.isPending}
          disabled={!!left || !code.trim()}
        >
          {t('enter')}
        </Button>
      </div>
    </form>
  );
}
