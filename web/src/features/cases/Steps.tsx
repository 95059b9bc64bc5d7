/** What can be done next, as buttons; what cannot says why. A step that needs something asks for it here. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { stepCase, type CaseStep, type CaseWhole } from '@/api/cases';
import { numberOf } from '@/shared/format/case-number';
import { useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';
import { alongWords } from './along-words';
import { detailWords } from './detail-words';
import { Needs, type Asked } from './Needs';
import { useFresh, useStale } from './use-cases';

type StepName =
  | 'diagnose'
  | 'take'
  | 'assign'
  | 'start'
  | 'give_back'
  | 'wait'
  | 'go_on'
  | 'confirm'
  | 'record'
  | 'follow_up'
  | 'close'
  | 'work_again'
  | 'reopen';

/** The step that leads on; the others are ways round it. */
const AHEAD: Record<string, string[]> = {
  received: ['take', 'start', 'diagnose'],
  diagnosed: ['take', 'start'],
  assigned: ['take', 'start'],
  working: ['go_on', 'confirm'],
  confirmed: ['record'],
  recorded: ['follow_up'],
  followed_up: ['close'],
};

/** Before the end of an original: which duplicates go along, and which have something of their own to do. */
function AlongHint({ row }: { row: CaseWhole }) {
  const t = useTexts(alongWords);
  const going = row.duplicates.filter((one) => one.state !== 'closed');
  if (row.state === 'closed' || !going.length) return null;
  const left = going.filter((one) => row.duplicates_left[one.id]);
  return (
    <p className="quiet">
      {t('alongHint', { n: going.length - left.length })}{' '}
      {left.map((one) => (
        <span key={one.id}>
          <Link to={`/cases/${one.id}`}>{numberOf(one.number)}</Link>{' '}
          {t('alongLeft', { n: row.duplicates_left[one.id] ?? 0 })}{' '}
        </span>
      ))}
    </p>
  );
}

export function Steps({ row }: { row: CaseWhole }) {
  const t = useTexts(detailWords);
  const fresh = useFresh();
  const stale = useStale();
  const client = useQueryClient();
  const [asking, ask] = useState<CaseStep | null>(null);
  const [said, setSaid] = useState<Asked>({});
  const making = useMutation({
    mutationFn: ({ step, more }: { step: string; more: Asked }) =>
      stepCase(row.id, { revision: row.revision, step, ...more }),
    onSuccess: (after, { more }) => {
      ask(null);
      setSaid({});
      fresh(after);
      if (more.incident) void client.invalidateQueries({ queryKey: ['incidents'] });
    },
    onError: () => stale(row.id),
  });
  const asks = (step: CaseStep): string[] => step.needs.filter((need) => need !== 'form');
  const press = (step: CaseStep): void => {
    if (asks(step).length) {
      setSaid({});
      making.reset();
      ask(step);
    } else making.mutate({ step: step.name, more: {} });
  };
  const ahead = (AHEAD[row.state] ?? []).find((name) =>
    row.steps.some((step) => step.name === name && step.why === null),
  );
  const inOrder = row.steps.toSorted((a, b) => Number(b.name === ahead) - Number(a.name === ahead));
  return (
    <section className="case-steps" aria-label={t('next')}>
      <div className="actions">
        {inOrder.map((step) => (
          <Tooltip key={step.name} title={step.why_not}>
            <Button
              type={step.name === ahead ? 'primary' : 'default'}
              aria-disabled={step.why !== null}
              className={step.why === null ? '' : 'case-step-not'}
              loading={making.isPending && making.variables.step === step.name}
              onClick={() => (step.why === null ? press(step) : undefined)}
            >
              {t(step.name as StepName)}
            </Button>
          </Tooltip>
        ))}
      </div>
      {asking ? (
        <form
          className="case-asking panel"
          aria-label={t(asking.name as StepName)}
          onSubmit={(event) => {
            event.preventDefault();
            making.mutate({ step: asking.name, more: said });
          }}
        >
          <strong>{t(asking.name as StepName)}</strong>
          <Needs needs={asks(asking)} said={said} say={(more) => setSaid({ ...said, ...more })} />
          <div className="actions">
            <Button type="primary" htmlType="submit" loading={making.isPending}>
              {t('confirmStep')}
            </Button>
            <Button onClick={() => ask(null)}>{t('cancel')}</Button>
          </div>
        </form>
      ) : null}
      <AlongHint row={row} />
      <Refused failure={making.error} />
    </section>
  );
}
