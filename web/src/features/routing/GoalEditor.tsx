/** Where callers are sent on, and, from outside or after an announcement, where from there. */
import { Input, Select } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { goalKey, goalOf, useOverflowGoals } from './goals';
import type { Known } from './names';
import { endOf, goesOn, type Way, type When } from './plan';
import { planWords } from './plan-words';

const MOST_DIGITS = 21;
/** So many goals one after another, as the server has it. */
const MOST = 4;

interface Props {
  way: Way;
  when: When;
  own: string;
  known: Known;
  disabled: boolean;
  /** What is called before it; '': nothing was. */
  label?: string;
  /** How many come before it. */
  place?: number;
  /** What happens when none is chosen. */
  unset?: string;
  onChange: (way: Way | undefined) => void;
}

function Choosing({ way, own, known, disabled, label, unset, onChange }: Props) {
  const t = useTexts(planWords);
  const goals = useOverflowGoals(known, own, way);
  const all = unset ? [{ value: '', label: unset }, ...goals] : goals;
  const choose = (key: string): void => {
    const next = goalOf(key);
    onChange(key === '' ? undefined : goesOn(next) && way.then ? { ...next, then: way.then } : next);
  };
  return (
    <Select
      aria-label={label ?? t('to')}
      className="route-goal"
      placeholder={t('to')}
      showSearch={{ optionFilterProp: 'label' }}
      value={goalKey(way) || (unset ? '' : null)}
      options={all}
      disabled={disabled}
      onChange={choose}
    />
  );
}

export function GoalEditor(props: Props) {
  const t = useTexts(planWords);
  const { way, when, disabled, place = 0, onChange } = props;
  const after = t('outside' in way ? 'nobodyThere' : 'heard');
  const goOn = (then: Way | undefined): void => {
    const next = { ...way, then };
    if (!then) delete next.then;
    onChange(next);
  };
  return (
    <>
      <Choosing {...props} />
      {'outside' in way ? (
        <Input
          aria-label={t('outsideNumber')}
          className="route-number num"
          type="tel"
          placeholder={t('outsideNumber')}
          value={way.outside ?? ''}
          maxLength={MOST_DIGITS}
          disabled={disabled}
          onChange={(event) => onChange({ ...way, outside: event.target.value.replace(/[\s()-]/g, '') })}
        />
      ) : null}
      {goesOn(way) && place + 1 < MOST ? (
        <span className="route-then">
          <span className="quiet">{after}</span>
          <GoalEditor
            {...props}
            way={way.then ?? {}}
            label={after}
            place={place + 1}
            unset={t(endOf(way, when))}
            onChange={goOn}
          />
        </span>
      ) : null}
    </>
  );
}
