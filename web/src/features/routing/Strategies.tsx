/** The ways to choose an agent, each in one sentence. */
import { Radio } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { STRATEGIES } from '@/shared/routing/strategies';
import { Fault } from '@/shared/ui/Field';
import type { Editing } from './fields';
import { changed } from './plan';
import { queueWords } from './queue-words';

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
