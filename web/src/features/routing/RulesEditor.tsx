/** Where callers are sent on, and which teams help: rows of rules. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { Fault } from '@/shared/ui/Field';
import { dropped, replaced } from '@/shared/lists';
import type { Editing } from './fields';
import { GoalEditor } from './GoalEditor';
import type { Known } from './names';
import { changed, helpOf, HELPS, overflowsOf, WHENS } from './plan';
import type { Help, Overflow, When } from './plan';
import { planWords } from './plan-words';

const NUMBERED: When[] = ['length', 'wait', 'estimate'];
const ABOVE = '…';

interface OverflowProps {
  rule: Overflow;
  place: number;
  own: string;
  known: Known;
  disabled: boolean;
  onChange: (rule: Overflow) => void;
  onRemove: () => void;
}

function OverflowRow({ rule, place, own, known, disabled, onChange, onRemove }: OverflowProps) {
  const t = useTexts(planWords);
  const whens = WHENS.map((when) => ({
    value: when,
    label:
      when === 'no_agents' || when === 'closed' ? t(`when_${when}`) : t(`when_${when}`, { above: ABOVE }),
  }));
  const become = (when: When): void => {
    const { above, ...rest } = rule;
    onChange({ ...rest, when, ...(NUMBERED.includes(when) ? { above: above ?? 60 } : {}) });
  };
  return (
    <li className="route-row">
      <span className="route-then">
        <Select
          aria-label={t('when')}
          className="route-when"
          value={rule.when}
          options={whens}
          disabled={disabled}
          onChange={become}
        />
        {NUMBERED.includes(rule.when) ? (
          <InputNumber
            aria-label={t('above')}
            value={rule.above ?? 0}
            min={0}
            precision={0}
            disabled={disabled}
            onChange={(above) => onChange({ ...rule, above: above ?? 0 })}
          />
        ) : null}
        <GoalEditor
          way={rule.to}
          when={rule.when}
          own={own}
          known={known}
          disabled={disabled}
          onChange={(to) => onChange({ ...rule, to: to ?? {} })}
        />
      </span>
      {disabled ? null : (
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('removeOverflow', { n: place + 1 })}
          onClick={onRemove}
        />
      )}
    </li>
  );
}

export function OverflowsEditor({ editing, known, own }: { editing: Editing; known: Known; own: string }) {
  const t = useTexts(planWords);
  const { body, faultAt, onChange, disabled } = editing;
  const rules = overflowsOf(body);
  const put = (next: Overflow[]): void => onChange(changed(body, 'overflows', next));
  return (
    <>
      <ol className="route-rules">
        {rules.map((rule, place) => (
          <OverflowRow
            key={place}
            rule={rule}
            place={place}
            own={own}
            known={known}
            disabled={disabled}
            onChange={(next) => put(replaced(rules, place, next))}
            onRemove={() => put(dropped(rules, place))}
          />
        ))}
      </ol>
      <Fault text={faultAt('overflows')} />
      {disabled ? null : (
        <Button
          icon={<PlusOutlined aria-hidden />}
          onClick={() => put([...rules, { when: 'no_agents', to: {} }])}
        >
          {t('addOverflow')}
        </Button>
      )}
    </>
  );
}

type HelpCount = 'line' | 'back' | 'level' | 'least_seconds';
const COUNTS: [HelpCount, number][] = [
  ['line', 10],
  ['back', 4],
  ['level', 2],
  ['least_seconds', 60],
];

export function HelpEditor({ editing, known }: { editing: Editing; known: Known }) {
  const t = useTexts(planWords);
  const { body, faultAt, onChange, disabled } = editing;
  const rules = helpOf(body);
  const put = (next: Help[]): void => onChange(changed(body, 'help', next));
  return (
    <>
      <ol className="route-rules">
        {rules.map((rule, place) => {
          const change = (part: Partial<Help>): void => put(replaced(rules, place, { ...rule, ...part }));
          return (
            <li key={place} className="route-row">
              <Select
                aria-label={t('team')}
                placeholder={t('chooseTeam')}
                value={rule.team || null}
                options={known.teams}
                disabled={disabled}
                onChange={(team: string) => change({ team })}
              />
              <Select
                aria-label={t('whenHelp')}
                value={rule.when}
                options={HELPS.map((when) => ({ value: when, label: t(`by_${when}`) }))}
                disabled={disabled}
                onChange={(when: Help['when']) => change({ when })}
              />
              {COUNTS.map(([field, usual]) => (
                <label key={field} className="route-count">
                  <span>{t(field)}</span>
                  <InputNumber
                    value={rule[field] ?? usual}
                    min={0}
                    precision={0}
                    disabled={disabled}
                    onChange={(next) => change({ [field]: next ?? usual })}
                  />
                </label>
              ))}
              {disabled ? null : (
                <Button
                  type="text"
                  icon={<CloseOutlined aria-hidden />}
                  aria-label={t('removeHelp', { n: place + 1 })}
                  onClick={() => put(dropped(rules, place))}
                />
              )}
            </li>
          );
        })}
      </ol>
      <Fault text={faultAt('help')} />
      {disabled ? null : (
        <Button
          icon={<PlusOutlined aria-hidden />}
          onClick={() => put([...rules, { team: '', when: 'waiting', line: 10, back: 4 }])}
        >
          {t('addHelp')}
        </Button>
      )}
    </>
  );
}
