/** What a step needs to be told: one field for each need. */
import { Input, Select } from 'antd';
import type { ReactElement } from 'react';
import type { CaseStepping } from '@/api/cases';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { ClosingIncident } from './incidents/Closing';
import { useWhom, whomOf } from './use-whom';
import { alongWords } from './along-words';
import { detailWords } from './detail-words';
import { keptWords } from './kept/entry-words';
import { flatten, useArrangement } from './use-cases';

export type Asked = Omit<CaseStepping, 'revision' | 'step'>;

interface FieldProps {
  said: Asked;
  say: (more: Asked) => void;
}

const SATISFACTION = [5, 4, 3, 2, 1] as const;

function Said({ label, name, said, say }: FieldProps & { label: string; name: 'reason' | 'solution_text' }) {
  return (
    <Input.TextArea
      autoFocus={name === 'reason'}
      aria-label={label}
      placeholder={label}
      autoSize={{ minRows: 2, maxRows: 6 }}
      maxLength={4000}
      value={said[name] ?? ''}
      onChange={(event) => say({ [name]: event.target.value })}
    />
  );
}

function Node({ label, name, said, say }: FieldProps & { label: string; name: 'solution' | 'cause' }) {
  const locale = useLocale();
  const arranged = useArrangement().data;
  const nodes = name === 'solution' ? arranged?.solutions : arranged?.causes;
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      aria-label={label}
      placeholder={label}
      value={said[name] ?? null}
      options={flatten(nodes ?? [], locale).filter((one) => one.leaf)}
      onChange={(value: string | undefined) => say({ [name]: value ?? null })}
    />
  );
}

function Whom({ said, say }: FieldProps) {
  const t = useTexts(detailWords);
  const chosen = said.team ? `team:${said.team}` : null;
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={t('whom')}
      placeholder={t('whom')}
      value={said.owner ? `agent:${said.owner}` : chosen}
      options={useWhom()}
      onChange={(value: string) => say(whomOf(value))}
    />
  );
}

function Satisfaction({ said, say }: FieldProps) {
  const t = useTexts(detailWords);
  return (
    <Select
      aria-label={t('satisfaction')}
      placeholder={t('satisfaction')}
      value={said.satisfaction ?? null}
      options={SATISFACTION.map((value) => ({ value, label: t(`satisfaction${value}`) }))}
      onChange={(value: number) => say({ satisfaction: value })}
    />
  );
}

/** Duplicates that went along: taken up again as well, or not. */
function Duplicates({ said, say }: FieldProps) {
  const t = useTexts(alongWords);
  return (
    <Select
      aria-label={t('withDuplicates')}
      placeholder={t('withDuplicates')}
      value={said.duplicates ?? null}
      options={[
        { value: true, label: t('duplicatesToo') },
        { value: false, label: t('duplicatesNot') },
      ]}
      onChange={(duplicates: boolean) => say({ duplicates })}
    />
  );
}

export function Needs({ needs, ...rest }: FieldProps & { needs: string[] }) {
  const t = useTexts(detailWords);
  const tk = useTexts(keptWords);
  const fields: Record<string, ReactElement> = {
    reason: <Said label={t('reason')} name="reason" {...rest} />,
    solution: (
      <>
        <Node label={t('solution')} name="solution" {...rest} />
        <Said label={t('solutionText')} name="solution_text" {...rest} />
      </>
    ),
    cause: <Node label={t('cause')} name="cause" {...rest} />,
    satisfaction: <Satisfaction {...rest} />,
    whom: <Whom {...rest} />,
    result: <span className="quiet">{tk('needsResult')}</span>,
    duplicates: <Duplicates {...rest} />,
    incident: <ClosingIncident {...rest} />,
    follow_up: <span className="quiet">{tk('needsFollowUp')}</span>,
  };
  return (
    <>
      {needs.map((need) => (
        <div key={need} className="case-need">
          {fields[need]}
        </div>
      ))}
    </>
  );
}
