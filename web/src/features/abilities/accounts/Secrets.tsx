/** What is shown once: the password that was just made, and the secret of a desk phone. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { Facts } from '@/shared/ui/Facts';
import { accountWords } from './words';

interface Props {
  title: string;
  login: string;
  password: string;
  phoneSecret?: string;
  onClose: () => void;
}

export function Secrets({ title, login, password, phoneSecret = '', onClose }: Props) {
  const t = useTexts(accountWords);
  const [copied, setCopied] = useState(false);
  const facts: [string, string][] = [
    [t('login'), login],
    [t('password'), password],
  ];
  if (phoneSecret) facts.push([t('phoneSecret'), phoneSecret]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(facts.map((line) => line.join('\t')).join('\n'));
    setCopied(true);
  };
  return (
    <section className="team-form" role="status" aria-label={title}>
      <strong>{title}</strong>
      <Facts className="account-facts" facts={facts} />
      <Alert type="warning" showIcon title={t('once')} />
      {phoneSecret ? (
        <>
          <p className="quiet">{t('phoneHint')}</p>
          <p className="quiet">{t('next')}</p>
        </>
      ) : null}
      <span className="team-actions">
        <Button onClick={() => void copy()}>{t(copied ? 'copied' : 'copy')}</Button>
        <Button type="primary" onClick={onClose}>
          {t('close')}
        </Button>
      </span>
    </section>
  );
}
