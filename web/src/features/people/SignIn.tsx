/** The way in: name, password, language; refusals in plain words, with the seconds to wait when it was too often. */
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { signIn } from '@/api/calls';
import { Problem } from '@/api/client';
import type { Session } from '@/api/types';
import { wordsFor, type Worded } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { usePreferences } from '@/shared/session/preferences';
import { Languages } from '@/shared/ui/Languages';
import { Logo } from '@/shared/ui/Logo';
import { useWait } from '@/shared/ui/wait';
import { signInWords } from './words';
import './sign-in.css';

function useWorded(failure: unknown, left: number | null): Worded | null {
  const t = useTexts(signInWords);
  const { locale } = usePreferences();
  if (!failure) return null;
  if (left !== null) return { title: left ? t('waitSeconds', { seconds: left }) : t('waitOver'), detail: '' };
  if (failure instanceof Problem && failure.key === 'session.wrong_credentials') {
    return { title: t('wrong'), detail: t('wrongHelp') };
  }
  return wordsFor(failure, locale);
}

export function SignIn({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const t = useTexts(signInWords);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [failedAt, setFailedAt] = useState(0);
  const asking = useMutation({
    mutationFn: () => signIn(login.trim(), password),
    onSuccess: onSignedIn,
    onError: () => setFailedAt(Date.now()),
  });
  const left = useWait(asking.error, failedAt);
  const said = useWorded(asking.error, left);
  const missing = { login: tried && !login.trim(), password: tried && !password };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (login.trim() && password && !left && !asking.isPending) asking.mutate();
  };
  const watchCaps = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));

  return (
    <div className="sign-in">
      <form className="sign-in-card" onSubmit={submit} noValidate aria-labelledby="sign-in-title">
        <div className="sign-in-brand">
          <Logo size={40} />
          <div>
            <h1 id="sign-in-title">{t('title')}</h1>
            <p className="quiet">{t('tagline')}</p>
          </div>
        </div>
        {said ? (
          <Alert
            type={left === 0 ? 'info' : 'error'}
            showIcon
            role="alert"
            title={said.title}
            description={said.detail || undefined}
          />
        ) : null}
        <label>
          {t('login')}
          <Input
            size="large"
            autoFocus
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={login}
            status={missing.login ? 'error' : ''}
            aria-invalid={missing.login}
            onChange={(event) => setLogin(event.target.value)}
          />
          {missing.login ? <span className="sign-in-missing">{t('loginNeeded')}</span> : null}
        </label>
        <label>
          {t('password')}
          <Input.Password
            size="large"
            autoComplete="current-password"
            value={password}
            status={missing.password ? 'error' : ''}
            aria-invalid={missing.password}
            onChange={(event) => setPassword(event.target.value)}
            onKeyUp={watchCaps}
          />
          {missing.password ? <span className="sign-in-missing">{t('passwordNeeded')}</span> : null}
          {capsLock ? <span className="sign-in-caps">{t('capsLock')}</span> : null}
        </label>
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          block
          loading={asking.isPending}
          disabled={!!left}
        >
          {t('signIn')}
        </Button>
      </form>
      <Languages />
    </div>
  );
}
