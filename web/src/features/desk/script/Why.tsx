/** Skipping a line or leaving the script: why, by one click or key. */
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Named } from '@/api/scripts';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { scriptWords } from './words';

interface Given {
  question: string;
  reasons: readonly Named[];
  /** With room for more words. */
  words?: boolean;
  take: (reason: string, note: string) => void;
  cancel: () => void;
}

export function Why({ question, reasons, words = false, take, cancel }: Given) {
  const t = useTexts(scriptWords);
  const locale = useLocale();
  const [note, setNote] = useState('');
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.querySelector('button')?.focus(), []);
  return (
    <div
      className="script-why"
      role="group"
      aria-label={question}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        cancel();
      }}
    >
      <p>{question}</p>
      <div className="choices" ref={first}>
        {reasons.map(({ key, name }) => (
          <button key={key} type="button" className="choice" onClick={() => take(key, note)}>
            {nameIn(name, locale)}
          </button>
        ))}
        <Button type="text" onClick={cancel}>
          {t('cancel')}
        </Button>
      </div>
      {words ? (
        <Input
          aria-label={t('leaveNote')}
          placeholder={t('leaveNote')}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      ) : null}
    </div>
  );
}
