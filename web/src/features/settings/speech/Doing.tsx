/** How the engines in force do, and what of the built-in ones is installed. */
import type { EngineDoing, SpeechState } from '@/api/speech';
import { useTexts } from '@/shared/i18n/texts';
import { speechWords } from './words';

const PILLS: Record<string, string> = { closed: 'good', open: 'bad', half_open: 'wait' };

function Engine({ one }: { one: EngineDoing }) {
  const t = useTexts(speechWords);
  const passed = one.resting + one.busy;
  const told = [
    t('asked', { n: one.asked }),
    t('answered', { n: one.answered }),
    ...(one.failed ? [t('failed', { n: one.failed })] : []),
    ...(one.timed_out ? [t('timedOut', { n: one.timed_out })] : []),
    ...(passed ? [t('passed', { n: passed })] : []),
    ...(one.answered ? [t('took', { n: one.took_ms })] : []),
  ];
  return (
    <li>
      <strong>{one.engine}</strong>{' '}
      <span className={`pill ${PILLS[one.state] ?? ''}`}>{t(`state_${one.state}` as 'state_closed')}</span>{' '}
      <span className="quiet num">{told.join(' · ')}</span>
    </li>
  );
}

export function Doing({ state, plan }: { state: SpeechState; plan: string }) {
  const t = useTexts(speechWords);
  const doing = state.plans[plan];
  return (
    <section className="speech-part" aria-label={t('state')}>
      <h3>{t('state')}</h3>
      <p className="quiet">{t('stateText')}</p>
      {(['hear', 'say'] as const).map((side) => (
        <div key={side}>
          <h4>{t(side)}</h4>
          {doing?.[side].length ? (
            <ul className="speech-doing">
              {doing[side].map((one, nth) => (
                <Engine key={nth} one={one} />
              ))}
            </ul>
          ) : (
            <p className="quiet">{t('noEngines')}</p>
          )}
        </div>
      ))}
    </section>
  );
}

export function Installed({ state }: { state: SpeechState }) {
  const t = useTexts(speechWords);
  const { parts } = state;
  const rows = [
    ['partVoice', parts.voice_lacks],
    ['partEar', parts.ear_lacks],
    ['partDetector', parts.detector_lacks],
  ] as const;
  const whole = rows.every(([, lacks]) => !lacks.length) && !parts.missing_voices.length;
  return (
    <section className="speech-part" aria-label={t('installed')}>
      <h3>{t('installed')}</h3>
      <ul className="speech-doing">
        {rows.map(([word, lacks]) => (
          <li key={word}>
            {t(word)}{' '}
            <span className={`pill ${lacks.length ? 'wait' : 'good'}`}>
              {t(lacks.length ? 'lacks' : 'there')}
            </span>
          </li>
        ))}
        <li>
          {t('partVoices')}{' '}
          <span className="num">
            {t('voicesThere', { n: parts.voices.length, missing: parts.missing_voices.length })}
          </span>
        </li>
      </ul>
      {whole ? null : <p className="quiet">{t('howTo')}</p>}
    </section>
  );
}
