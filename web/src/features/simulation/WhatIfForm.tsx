/** Pick the day and the changes, and start. */
import { Button, InputNumber, Radio, Select } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { DayChoices, DayCounted, ReplayAsked } from '@/api/simulation';
import { useTexts } from '@/shared/i18n/texts';
import { ChangeRows } from './ChangeRows';
import { changesOf, UNCHANGED, type Draft } from './draft';
import { simulationWords } from './words';

interface FormProps {
  days: DayCounted[];
  day: string;
  pick: (day: string) => void;
  choices: DayChoices | undefined;
  busy: boolean;
  start: (asked: ReplayAsked) => void;
  children?: ReactNode;
}

export function WhatIfForm({ days, day, pick, choices, busy, start, children }: FormProps) {
  const t = useTexts(simulationWords);
  const [draft, setDraft] = useState<Draft>(UNCHANGED);
  const change = (more: Partial<Draft>): void => setDraft((before) => ({ ...before, ...more }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start({ day, changes: changesOf(draft), repeats: draft.repeats });
  };
  const number = (key: 'calls' | 'patience' | 'repeats', label: string, least: number, most: number) => (
    <label>
      {label}
      <InputNumber
        value={draft[key]}
        min={least}
        max={most}
        onChange={(value) => change({ [key]: value ?? UNCHANGED[key] })}
      />
    </label>
  );
  return (
    <form className="panel what-if-form" onSubmit={submit} noValidate>
      <label>
        {t('day')}
        <Select
          aria-label={t('day')}
          showSearch
          value={day}
          options={days.map((one) => ({
            value: one.day,
            label: t('calls', { day: one.day, n: one.offered }),
          }))}
          onChange={pick}
        />
      </label>
      {choices ? (
        <>
          <fieldset className="what-if-rows">
            <legend>{t('rules')}</legend>
            <Radio.Group
              value={draft.rules}
              onChange={(event) => change({ rules: event.target.value as Draft['rules'] })}
              options={[
                { value: 'then', label: t('rulesThen') },
                { value: 'now', label: t('rulesNow') },
                { value: 'draft', label: t('rulesDraft'), disabled: !choices.drafts },
              ]}
            />
            {choices.drafts ? null : <span className="quiet">{t('noDrafts')}</span>}
          </fieldset>
          <ChangeRows key={choices.day} day={choices} draft={draft} change={change} />
        </>
      ) : null}
      <div className="what-if-numbers">
        {number('calls', t('callsPercent'), -100, 400)}
        {number('patience', t('patience'), 1, 10_000)}
        {number('repeats', t('repeats'), 5, 200)}
      </div>
      <p className="quiet">{t('patienceHelp')}</p>
      <p className="quiet">{t('repeatsHelp')}</p>
      {children}
      <Button type="primary" htmlType="submit" disabled={busy || !choices}>
        {t('start')}
      </Button>
    </form>
  );
}
