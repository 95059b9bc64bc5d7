/**
 * The first start, step by step: each is checked by the server before the next, nothing is kept before the last.
 * A reload finds everything again but the passwords.
 */
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { checkSetup, getSession, setUp } from '@/api/calls';
import { Problem } from '@/api/client';
import type { Session, SetupMade } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';
import { Languages } from '@/shared/ui/Languages';
import { Logo } from '@/shared/ui/Logo';
import {
  centreOf,
  faultsOf,
  forgetAnswers,
  rememberAnswers,
  rememberedAnswers,
  STEPS,
  type Answers,
  type Fault,
  type Step,
} from './answers';
import { CodeStep } from './CodeStep';
import { Review } from './Review';
import { AdministratorStep, AgentStep, CompanyStep, LineStep } from './Steps';
import { setupWords } from './words';
import './setup.css';

interface WizardProps {
  admitted: boolean;
  /** The way in was given, or is no longer good: ask the server how things stand. */
  onChanged: () => void;
  onSetUp: (session: Session, made: SetupMade) => void;
}

const TEXTS = {
  company: 'companyText',
  line: 'lineText',
  administrator: 'administratorText',
  agent: 'agentText',
  review: 'reviewText',
} as const;

/** What has been asked up to this step, as the server wants it. */
function partsUpTo(answers: Answers, step: Step) {
  const asked = STEPS.slice(0, STEPS.indexOf(step) + 1) as string[];
  return Object.fromEntries(Object.entries(centreOf(answers)).filter(([part]) => asked.includes(part)));
}

function useWizard({ onChanged, onSetUp }: WizardProps) {
  const [{ answers, lost }, setState] = useState(() => rememberedAnswers(languageNow()));
  const [faults, setFaults] = useState<Record<string, Fault>>({});
  const change = (part: Partial<Answers>): void => {
    setFaults({});
    setState((before) => ({ ...before, answers: { ...before.answers, ...part } }));
  };
  useEffect(() => rememberAnswers(answers), [answers]);
  const { step } = answers;
  const onError = (failure: unknown): void => {
    if (!(failure instanceof Problem)) return;
    if (['setup.code_needed', 'setup.closed'].includes(failure.key)) onChanged();
    const part = STEPS.find((one) => one === failure.params.part);
    if (part) change({ step: part });
  };
  const checking = useMutation({
    mutationFn: () => checkSetup(partsUpTo(answers, step)),
    onSuccess: () => change({ step: STEPS[STEPS.indexOf(step) + 1] ?? 'review' }),
    onError,
  });
  const publishing = useMutation({
    mutationFn: async () => {
      const made = await setUp(centreOf(answers));
      return { made, session: await getSession() };
    },
    onSuccess: ({ made, session }) => {
      forgetAnswers();
      onSetUp(session, made);
    },
    onError,
  });
  const go = (to: Step): void => {
    checking.reset();
    publishing.reset();
    change({ step: to });
  };
  const next = (): void => {
    const found = faultsOf(answers, step);
    setFaults(found);
    if (Object.keys(found).length || checking.isPending || publishing.isPending) return;
    if (step === 'review') publishing.mutate();
    else checking.mutate();
  };
  return {
    answers,
    lost: lost && !answers.administrator.password,
    faults,
    failure: publishing.error ?? checking.error,
    pending: checking.isPending || publishing.isPending,
    change,
    go,
    next,
  };
}

/** The language of the page when the wizard was opened: what announcements are offered in. */
const languageNow = (): 'zh-CN' | 'en-US' => (document.documentElement.lang === 'en-US' ? 'en-US' : 'zh-CN');

function Form(props: WizardProps & { wizard: ReturnType<typeof useWizard> }) {
  const { answers, lost, faults, failure, pending, change, go, next } = props.wizard;
  const t = useTexts(setupWords);
  const form = useRef<HTMLFormElement>(null);
  const { step } = answers;
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [step]);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    next();
  };
  const fields = { answers, faults, onChange: change };
  const before = STEPS[STEPS.indexOf(step) - 1];
  return (
    <form className="setup-form" ref={form} onSubmit={submit} noValidate aria-labelledby="setup-step">
      <h2 id="setup-step">{t(step)}</h2>
      <p className="quiet">{t(TEXTS[step])}</p>
      {lost && step === 'administrator' ? <Alert type="info" showIcon title={t('passwordsLost')} /> : null}
      <Refused failure={failure} />
      {step === 'company' ? <CompanyStep {...fields} /> : null}
      {step === 'line' ? <LineStep {...fields} /> : null}
      {step === 'administrator' ? <AdministratorStep {...fields} /> : null}
      {step === 'agent' ? <AgentStep {...fields} /> : null}
      {step === 'review' ? <Review answers={answers} onGo={go} /> : null}
      <div className="setup-actions">
        {before ? (
          <Button size="large" onClick={() => go(before)}>
            {t('back')}
          </Button>
        ) : null}
        <Button type="primary" size="large" htmlType="submit" loading={pending}>
          {t(step === 'review' ? 'publish' : 'next')}
        </Button>
      </div>
    </form>
  );
}

export function SetupWizard(props: WizardProps) {
  const t = useTexts(setupWords);
  const wizard = useWizard(props);
  const at = props.admitted ? STEPS.indexOf(wizard.answers.step) + 1 : 0;
  return (
    <main className="setup">
      <header className="setup-brand">
        <Logo size={40} />
        <div>
          <h1>{t('title')}</h1>
          <p className="quiet">{t('tagline')}</p>
        </div>
        <Languages />
      </header>
      <div className="setup-card">
        <ol className="setup-steps" aria-label={t('steps')}>
          {(['code', ...STEPS] as const).map((step, nth) => (
            <li
              key={step}
              className={nth < at ? 'is-done' : ''}
              aria-current={nth === at ? 'step' : undefined}
            >
              {t(step)}
            </li>
          ))}
        </ol>
        {props.admitted ? <Form {...props} wizard={wizard} /> : <CodeStep onEntered={props.onChanged} />}
      </div>
    </main>
  );
}
