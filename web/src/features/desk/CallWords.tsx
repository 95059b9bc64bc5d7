/** What is being said in the call in hand, as it comes: the newest line stays in sight. */
import { useEffect, useRef } from 'react';
import { Lines } from '@/shared/spoken/Lines';
import { spokenWords } from '@/shared/spoken/words';
import { useTexts } from '@/shared/i18n/texts';
import { useCallWords } from './use-call-words';

interface Given {
  interaction: string;
  moment: 'ringing' | 'talking' | 'wrap_up';
}

export function CallWords({ interaction, moment }: Given) {
  const t = useTexts(spokenWords);
  const lines = useCallWords(interaction, moment === 'talking');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines.length]);
  if (!lines.length) return null;
  return (
    <section className="panel" aria-label={t('title')}>
      <div className="panel-head">
        <h2>{t('title')}</h2>
        <span className="quiet push">{t('recognised')}</span>
      </div>
      <div className="call-words" ref={box} role="log" tabIndex={0} aria-label={t('title')}>
        <Lines lines={lines} />
      </div>
    </section>
  );
}
