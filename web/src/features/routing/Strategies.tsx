/** The ways to choose an agent, each in one sentence. */
import { Radio } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { Fault, type Editing } from './Field';
import { changed } from './plan';
import { queueWords } from './queue-words';

/** As the engine has them (routing/core/strategies.py). */
export const STRATEGIES = [
  'longest_idle',
  'fewest_contacts',
  'fewest_minutes',
  'round_robin',
  'linear',
  'least_skilled',
  'best_skill',
  'last_agent',
  'weighted_random',
] as const;

export function Strategies({ editing }: { editing: Editing }) {
  const t = useTexts(queueWords);
  const { body, faultAt, onChange, disabled } = editing;
  return (
    <>
      <Radio.Group
        className="route-strategies"
        aria-label={t('strategy')}
        value={body.strategy ?? 'longest_idle'}
        disabled={disabled}
        onChange={(event) => onChange(changed(body, 'strategy', event.target.value))}
        options={STRATEGIES.map((each) => ({
          value: each,
          label: (
            <>
              <strong>{t(each)}</strong> <span className="quiet">{t(`${each}Text`)}</span>
            </>
          ),
        }))}
      />
      <Fault text={faultAt('strategy')} />
    </>
  );
}
