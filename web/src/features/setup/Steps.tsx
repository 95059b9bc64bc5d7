/** The steps of the wizard, each a form over its part of the answers. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useMemo } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import type { Answers, Fault, Skill } from './answers';
import { Choice } from './Choice';
import { Field, Names, Pair, PersonFields } from './Fields';
import { Hours } from './Hours';
import { setupWords } from './words';

export interface StepProps {
  answers: Answers;
  faults: Record<string, Fault>;
  onChange: (change: Partial<Answers>) => void;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

function zonesWith(chosen: string): { value: string; label: string }[] {
  const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  const all = new Set(['Asia/Shanghai', chosen, ...known]);
  return [...all].map((zone) => ({ value: zone, label: zone.replace(/_/g, ' ') }));
}

export function CompanyStep({ answers, faults, onChange }: StepProps) {
  const t = useTexts(setupWords);
  const { company } = answers;
  const change = (part: Partial<Answers['company']>) => onChange({ company: { ...company, ...part } });
  const zones = useMemo(() => zonesWith(company.zone), [company.zone]);
  return (
    <>
      <Names label={t('companyName')} value={company} fault={faults['company.zh']} onChange={change} />
      <Pair>
        <Field label={t('zone')} fault={faults['company.zone']}>
          <Select
            showSearch
            virtual
            value={company.zone}
            options={zones}
            onChange={(zone: string) => change({ zone })}
          />
        </Field>
        <Field label={t('dayStarts')} hint={t('dayStartsHint')}>
          <Select
            value={company.day_starts_hour}
            options={HOURS.map((n) => ({ value: n, label: t('hour', { n }) }))}
            onChange={(day_starts_hour: number) => change({ day_starts_hour })}
          />
        </Field>
      </Pair>
      <Choice
        label={t('language')}
        value={company.language}
        options={[
          { value: 'zh-CN', label: t('zh') },
          { value: 'en-US', label: t('en') },
        ]}
        onChange={(language) => change({ language })}
      />
    </>
  );
}

const PROMISES = [10, 15, 20, 30, 45, 60, 90, 120];

export function LineStep({ answers, faults, onChange }: StepProps) {
  const t = useTexts(setupWords);
  const { line } = answers;
  const change = (part: Partial<Answers['line']>) => onChange({ line: { ...line, ...part } });
  return (
    <>
      <Pair>
        <Field label={t('number')} hint={t('numberHint')} fault={faults['line.number']}>
          <Input
            value={line.number}
            inputMode="tel"
            maxLength={20}
            onChange={(event) => change({ number: event.target.value })}
          />
        </Field>
        <Field label={t('promise')} hint={t('promiseHint')}>
          <Select
            value={line.answer_seconds}
            options={PROMISES.map((n) => ({ value: n, label: t('seconds', { n }) }))}
            onChange={(answer_seconds: number) => change({ answer_seconds })}
          />
        </Field>
      </Pair>
      <Names
        label={t('queue')}
        value={line}
        fault={faults['line.zh']}
        example={t('queueExample')}
        onChange={change}
      />
      <Choice
        label={t('greeting')}
        value={line.greeting}
        options={[
          { value: 'connecting', label: t('greetingConnecting') },
          { value: 'recorded', label: t('greetingRecorded') },
          { value: 'none', label: t('greetingNone') },
        ]}
        onChange={(greeting) => change({ greeting })}
      />
      <Hours line={line} faults={faults} onChange={change} />
    </>
  );
}

export function AdministratorStep({ answers, faults, onChange }: StepProps) {
  const person = answers.administrator;
  return (
    <PersonFields
      at="administrator"
      person={person}
      faults={faults}
      onChange={(change) => onChange({ administrator: { ...person, ...change } })}
    />
  );
}

const LEVELS = [1, 2, 3, 4, 5];

function Skills({ answers, faults, onChange }: StepProps) {
  const t = useTexts(setupWords);
  const { agent } = answers;
  const put = (skills: Skill[]) => onChange({ agent: { ...agent, skills } });
  const change = (nth: number, part: Partial<Skill>) =>
    put(agent.skills.map((skill, at) => (at === nth ? { ...skill, ...part } : skill)));
  return (
    <fieldset className="setup-skills">
      <legend>{t('skills')}</legend>
      {agent.skills.map((skill, nth) => (
        <div key={nth} className="setup-skill">
          <Input
            aria-label={`${t('skillName')} ${nth + 1}`}
            placeholder={t('skillName')}
            value={skill.zh}
            maxLength={80}
            status={faults[`agent.skill.${nth}`] ? 'error' : ''}
            onChange={(event) => change(nth, { zh: event.target.value })}
          />
          <Select
            aria-label={`${t('level')} ${nth + 1}`}
            value={skill.level}
            options={LEVELS.map((level) => ({ value: level, label: `${t('level')} ${level}` }))}
            onChange={(level: number) => change(nth, { level })}
          />
          <Button
            aria-label={t('dropSkill')}
            icon={<DeleteOutlined />}
            onClick={() => put(agent.skills.filter((_, at) => at !== nth))}
          />
        </div>
      ))}
      {agent.skills.length < 12 ? (
        <Button
          type="dashed"
          icon={<PlusOutlined />}
          onClick={() => put([...agent.skills, { zh: '', en: '', level: 3 }])}
        >
          {t('addSkill')}
        </Button>
      ) : null}
    </fieldset>
  );
}

export function AgentStep(props: StepProps) {
  const { answers, faults, onChange } = props;
  const t = useTexts(setupWords);
  const { agent } = answers;
  const change = (part: Partial<Answers['agent']>) => onChange({ agent: { ...agent, ...part } });
  return (
    <>
      <Choice
        label={t('agent')}
        value={agent.same ? 'same' : 'other'}
        options={[
          { value: 'other', label: t('other') },
          { value: 'same', label: t('same') },
        ]}
        onChange={(who) => change({ same: who === 'same' })}
      />
      {agent.same ? null : (
        <PersonFields
          at="agent"
          person={agent.person}
          faults={faults}
          onChange={(part) => change({ person: { ...agent.person, ...part } })}
        />
      )}
      <Pair>
        <Field label={t('agentNumber')} fault={faults['agent.number']}>
          <Input
            value={agent.number}
            inputMode="numeric"
            maxLength={12}
            onChange={(event) => change({ number: event.target.value })}
          />
        </Field>
        <Field label={t('extension')} hint={t('extensionHint')} fault={faults['agent.extension']}>
          <Input
            value={agent.extension}
            inputMode="numeric"
            maxLength={12}
            onChange={(event) => change({ extension: event.target.value })}
          />
        </Field>
      </Pair>
      <Skills {...props} />
    </>
  );
}
