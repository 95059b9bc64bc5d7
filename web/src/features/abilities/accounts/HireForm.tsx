/** A new agent: who they are, how they are dialled, how they sign in. */
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { AccountAsked, AccountMade } from '@/api/people';
import { Problem } from '@/api/client';
import { useLocale } from '@/shared/i18n/locale';
import { sentenceFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { Field as Labelled } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { faultsOf, fieldOf, nobody, type Field } from './asked';
import { useCreateAccount } from './use-accounts';
import { accountWords } from './words';

interface Props {
  roles: string[];
  onMade: (made: AccountMade) => void;
  onCancel: () => void;
}

const TYPED = ['number', 'extension', 'login'] as const;

/** What is wrong at each field: as far as the page knows, else as the server said. */
function useFaults(asked: AccountAsked, pressed: boolean, error: unknown) {
  const t = useTexts(accountWords);
  const locale = useLocale();
  const here = pressed ? faultsOf(asked) : {};
  const at = error instanceof Problem ? fieldOf(error.key) : undefined;
  return {
    at,
    of: (field: Field): string => {
      const fault = here[field];
      if (fault) return t(fault);
      return at === field ? sentenceFor(error, locale) : '';
    },
  };
}

export function HireForm({ roles, onMade, onCancel }: Props) {
  const t = useTexts(accountWords);
  const [asked, setAsked] = useState(() => nobody(roles[0] ?? ''));
  const [pressed, setPressed] = useState(false);
  const creating = useCreateAccount();
  const faults = useFaults(asked, pressed, creating.error);
  const change = (part: Partial<AccountAsked>): void => setAsked({ ...asked, ...part });
  const create = (): void => {
    setPressed(true);
    if (!Object.keys(faultsOf(asked)).length) creating.mutate(asked, { onSuccess: onMade });
  };
  return (
    <form
      className="team-form account-form"
      aria-label={t('add')}
      onSubmit={(event) => {
        event.preventDefault();
        create();
      }}
    >
      <Labelled label={t('nameZh')} fault={faults.of('name')}>
        <Input
          autoFocus
          value={asked.name.zh}
          maxLength={80}
          onChange={(event) => change({ name: { ...asked.name, zh: event.target.value } })}
        />
      </Labelled>
      <Labelled label={t('nameEn')}>
        <Input
          value={asked.name.en}
          maxLength={80}
          onChange={(event) => change({ name: { ...asked.name, en: event.target.value } })}
        />
      </Labelled>
      {TYPED.map((field) => (
        <Labelled key={field} label={t(field)} fault={faults.of(field)}>
          <Input
            value={asked[field]}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => change({ [field]: event.target.value.trim() })}
          />
        </Labelled>
      ))}
      <Labelled label={t('role')} fault={faults.of('role')}>
        <Select
          value={asked.role}
          options={roles.map((value) => ({ value, label: t(value as 'agent') }))}
          onChange={(role) => change({ role })}
        />
      </Labelled>
      <Refused failure={faults.at ? null : creating.error} />
      <span className="team-actions">
        <Button htmlType="submit" type="primary" loading={creating.isPending}>
          {t('create')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </span>
    </form>
  );
}
