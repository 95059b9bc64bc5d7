/** One condition: what it asks for, denied or not, joined with others to any depth. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Select } from 'antd';
import { withSet } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { dropped, replaced } from '@/shared/lists';
import type { Known } from './names';
import {
  bare,
  denied,
  kindOf,
  madeOf,
  partsOf,
  TOP_LEVEL,
  withParts,
  type Condition,
  type Kind,
} from './plan';
import { planWords } from './plan-words';

const KINDS: Kind[] = ['skill', 'language', 'team', 'agents', 'and', 'or'];
const LEVELS = Array.from({ length: TOP_LEVEL }, (_, nth) => ({ value: nth + 1, label: String(nth + 1) }));

interface Props {
  condition: Condition;
  known: Known;
  disabled: boolean;
  onChange: (condition: Condition) => void;
}

interface LevelProps {
  label: string;
  value: number;
  disabled: boolean;
  onChange: (level: number) => void;
}

function Level({ label, ...rest }: LevelProps) {
  return <Select aria-label={label} className="route-level" options={LEVELS} {...rest} />;
}

function Named({
  inner,
  known,
  disabled,
  onChange,
}: Props & { inner: Exclude<Condition, { not: Condition }> }) {
  const t = useTexts(planWords);
  const search = { optionFilterProp: 'label' };
  if ('skill' in inner) {
    const { least = 1, most = TOP_LEVEL } = inner;
    const put = (from: number, to: number): void =>
      onChange({ skill: inner.skill, least: from, ...(to < TOP_LEVEL ? { most: to } : {}) });
    return (
      <>
        <Select
          aria-label={t('chooseSkill')}
          placeholder={t('chooseSkill')}
          showSearch={search}
          value={inner.skill || null}
          options={withSet(known.skills, inner.skill)}
          disabled={disabled}
          onChange={(skill: string) => onChange({ ...inner, skill })}
        />
        <Level
          label={t('least')}
          value={least}
          disabled={disabled}
          onChange={(level) => put(level, Math.max(level, most))}
        />
        <span aria-hidden>–</span>
        <Level
          label={t('most')}
          value={most}
          disabled={disabled}
          onChange={(level) => put(Math.min(level, least), level)}
        />
      </>
    );
  }
  if ('language' in inner) {
    return (
      <>
        <Select
          aria-label={t('chooseLanguage')}
          placeholder={t('chooseLanguage')}
          showSearch={search}
          value={inner.language || null}
          options={withSet(known.languages, inner.language)}
          disabled={disabled}
          onChange={(language: string) => onChange({ ...inner, language })}
        />
        <Level
          label={t('least')}
          value={inner.least ?? 1}
          disabled={disabled}
          onChange={(least) => onChange({ ...inner, least })}
        />
      </>
    );
  }
  if ('team' in inner) {
    return (
      <Select
        aria-label={t('chooseTeam')}
        placeholder={t('chooseTeam')}
        showSearch={search}
        value={inner.team || null}
        options={withSet(known.teams, inner.team)}
        disabled={disabled}
        onChange={(team: string) => onChange({ team })}
      />
    );
  }
  if (!('agents' in inner)) return null;
  return (
    <Select
      mode="multiple"
      className="route-agents"
      aria-label={t('chooseAgents')}
      placeholder={t('chooseAgents')}
      showSearch={search}
      maxTagCount={4}
      value={inner.agents}
      options={known.agents}
      disabled={disabled}
      onChange={(agents: string[]) => onChange({ agents })}
    />
  );
}

export function ConditionEditor({ condition, known, disabled, onChange }: Props) {
  const t = useTexts(planWords);
  const { denied: not, inner } = bare(condition);
  const kind = kindOf(condition);
  const joined = kind === 'and' || kind === 'or';
  const parts = partsOf(condition);
  const put = (next: Condition[]): void => {
    const left = withParts(condition, next);
    if (left) onChange(left);
  };
  return (
    <div className="route-condition" role="group" aria-label={t('condition')}>
      <div className="route-row">
        <Checkbox
          checked={not}
          disabled={disabled}
          onChange={(event) => onChange(denied(inner, event.target.checked))}
        >
          {t('isNot')}
        </Checkbox>
        <Select
          aria-label={t('condition')}
          className="route-kind"
          value={kind}
          options={KINDS.map((each) => ({ value: each, label: t(`kind_${each}`) }))}
          disabled={disabled}
          onChange={(next: Kind) => onChange(denied(madeOf(next, inner), not))}
        />
        <Named
          condition={condition}
          inner={inner}
          known={known}
          disabled={disabled}
          onChange={(next) => onChange(denied(next, not))}
        />
      </div>
      {joined ? (
        <ul className="route-parts">
          {parts.map((part, place) => (
            <li key={place} className="route-row">
              <ConditionEditor
                condition={part}
                known={known}
                disabled={disabled}
                onChange={(next) => put(replaced(parts, place, next))}
              />
              {disabled ? null : (
                <Button
                  type="text"
                  icon={<CloseOutlined aria-hidden />}
                  aria-label={t('removeCondition')}
                  onClick={() => put(dropped(parts, place))}
                />
              )}
            </li>
          ))}
          {disabled ? null : (
            <li>
              <Button
                size="small"
                icon={<PlusOutlined aria-hidden />}
                onClick={() => put([...parts, madeOf('skill')])}
              >
                {t('addCondition')}
              </Button>
            </li>
          )}
        </ul>
      ) : null}
    </div>
  );
}
