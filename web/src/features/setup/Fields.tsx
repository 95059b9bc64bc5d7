/** A labelled field with its hint and what is wrong with it; names in both languages; a person. */
import { Input } from 'antd';
import { useId, type ReactElement, type ReactNode } from 'react';
import { cloneElement } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import type { Fault, Person } from './answers';
import { setupWords } from './words';

interface FieldProps {
  label: string;
  hint?: string;
  fault?: Fault | undefined;
  children: ReactElement<{
    id?: string;
    'aria-describedby'?: string;
    'aria-invalid'?: boolean;
    status?: string;
  }>;
}

export function Field({ label, hint, fault, children }: FieldProps) {
  const t = useTexts(setupWords);
  const id = useId();
  return (
    <div className="setup-field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, {
        id,
        'aria-describedby': `${id}-hint`,
        'aria-invalid': !!fault,
        status: fault ? 'error' : '',
      })}
      <span id={`${id}-hint`} className={fault ? 'setup-fault' : 'setup-hint'}>
        {fault ? t(fault) : hint}
      </span>
    </div>
  );
}

export function Pair({ children }: { children: ReactNode }) {
  return <div className="setup-pair">{children}</div>;
}

interface NamesProps {
  label: string;
  value: { zh: string; en: string };
  fault: Fault | undefined;
  example?: string;
  onChange: (change: { zh?: string; en?: string }) => void;
}

export function Names({ label, value, fault, example, onChange }: NamesProps) {
  const t = useTexts(setupWords);
  return (
    <Pair>
      <Field label={label} fault={fault} {...(example ? { hint: example } : {})}>
        <Input value={value.zh} maxLength={80} onChange={(event) => onChange({ zh: event.target.value })} />
      </Field>
      <Field label={t('nameEn', { label })}>
        <Input value={value.en} maxLength={80} onChange={(event) => onChange({ en: event.target.value })} />
      </Field>
    </Pair>
  );
}

interface PersonProps {
  at: string;
  person: Person;
  faults: Record<string, Fault>;
  onChange: (change: Partial<Person>) => void;
}

export function PersonFields({ at, person, faults, onChange }: PersonProps) {
  const t = useTexts(setupWords);
  return (
    <>
      <Names label={t('personName')} value={person} fault={faults[`${at}.zh`]} onChange={onChange} />
      <Pair>
        <Field label={t('login')} hint={t('loginHint')} fault={faults[`${at}.login`]}>
          <Input
            value={person.login}
            maxLength={40}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange({ login: event.target.value })}
          />
        </Field>
        <Field label={t('password')} hint={t('passwordHint')} fault={faults[`${at}.password`]}>
          <Input.Password
            value={person.password}
            maxLength={200}
            autoComplete="new-password"
            onChange={(event) => onChange({ password: event.target.value })}
          />
        </Field>
      </Pair>
    </>
  );
}
