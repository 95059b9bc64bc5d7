/** What may be done with a message now: one press, or a few words first. */
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import type { Slip, SlipHow, SlipSaid, SlipStep } from '@/api/slips';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { useStep } from './use-slips';
import { slipWords } from './words';

const HOWS = ['phone', 'in_person', 'paper', 'text'] as const;
const ASKING = {
  not_read_back: 'whyUnread',
  call_impossible: 'whyImpossible',
  void: 'whyVoid',
} as const;
const MAIN: readonly SlipStep[] = ['read_back', 'deliver', 'acknowledge', 'acknowledged_by_word'];

const asks = (step: SlipStep): boolean => step in ASKING || step === 'deliver' || step === 'call_made';

interface AskProps {
  step: SlipStep;
  pending: boolean;
  onDone: (said: SlipSaid) => void;
  onCancel: () => void;
}

/** What a step needs to be told. */
function Ask({ step, pending, onDone, onCancel }: AskProps) {
  const t = useTexts(slipWords);
  const [note, setNote] = useState('');
  const [how, setHow] = useState<SlipHow>('phone');
  const [to, setTo] = useState('');
  const hint = step in ASKING ? t(ASKING[step as keyof typeof ASKING]) : '';
  return (
    <form
      className="paper-ask"
      aria-label={t(`do_${step}`)}
      onSubmit={(event) => {
        event.preventDefault();
        onDone(step === 'deliver' ? { how, to, note } : { note });
      }}
    >
      {step === 'deliver' ? (
        <>
          <Radio.Group
            aria-label={t('how')}
            value={how}
            options={HOWS.map((value) => ({ value, label: t(value), autoFocus: value === how }))}
            onChange={(event) => setHow(event.target.value as SlipHow)}
          />
          <Field label={t('toWhom')}>
            <Input value={to} maxLength={60} onChange={(event) => setTo(event.target.value)} />
          </Field>
        </>
      ) : null}
      <Field label={t(hint ? 'why' : 'note')}>
        <Input
          autoFocus={step !== 'deliver'}
          placeholder={hint}
          value={note}
          maxLength={200}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      <div className="paper-actions">
        <Button type="primary" htmlType="submit" loading={pending} disabled={hint !== '' && !note.trim()}>
          {t('confirm')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

export function SlipSteps({ slip, onCorrect }: { slip: Slip; onCorrect: () => void }) {
  const t = useTexts(slipWords);
  const [asked, setAsked] = useState<SlipStep | null>(null);
  const making = useStep(slip.id, slip.revision);
  const make = (step: SlipStep, said: SlipSaid): void =>
    making.mutate({ step, said }, { onSuccess: () => setAsked(null) });
  const open = asked && slip.steps.includes(asked) ? asked : null;
  return (
    <div className="paper-steps">
      <Refused failure={making.error} />
      <div className="paper-actions">
        {slip.steps.map((step) => (
          <Button
            key={step}
            type={MAIN.includes(step) ? 'primary' : 'default'}
            danger={step === 'void'}
            aria-expanded={asks(step) ? open === step : undefined}
            loading={making.isPending && making.variables.step === step}
            onClick={() => (asks(step) ? setAsked(step) : make(step, {}))}
          >
            {t(`do_${step}`)}
          </Button>
        ))}
        {slip.may_correct ? <Button onClick={onCorrect}>{t('correct')}</Button> : null}
      </div>
      {open ? (
        <Ask
          key={open}
          step={open}
          pending={making.isPending}
          onDone={(said) => make(open, said)}
          onCancel={() => setAsked(null)}
        />
      ) : null}
    </div>
  );
}
