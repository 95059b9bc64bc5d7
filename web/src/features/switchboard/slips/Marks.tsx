/** Where a message and its call back are, as marks. */
import type { Slip } from '@/api/slips';
import { useTexts } from '@/shared/i18n/texts';
import { slipWords } from './words';

const TONE = { taken: 'wait', read_back: 'wait', delivered: 'live', acknowledged: 'good', void: '' } as const;
const CALL = { open: 'callOpen', made: 'callMade', impossible: 'callImpossible' } as const;
const CALL_TONE = { open: 'wait', made: 'good', impossible: '' } as const;

export function SlipMarks({ slip }: { slip: Slip }) {
  const t = useTexts(slipWords);
  const { state, call_back: call } = slip;
  const calls = call !== 'none' && !(state === 'void' && call === 'impossible');
  return (
    <>
      <span className={`pill ${TONE[state]}`}>{t(state)}</span>{' '}
      {calls ? <span className={`pill ${CALL_TONE[call]}`}>{t(CALL[call])}</span> : null}
    </>
  );
}

export function UrgentMark({ slip }: { slip: Slip }) {
  const t = useTexts(slipWords);
  return slip.urgent ? <span className="pill bad">{t('urgent')}</span> : null;
}
