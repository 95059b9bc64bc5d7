/** A calculator beside the call: one line, read as it is typed. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { reckon, shownSum } from './calculator';
import { draftWords } from './draft-words';

/** `take`: puts the sum and its answer into the notepad; null while there is none to put it into. */
export function Calculator({ take }: { take: ((line: string) => void) | null }) {
  const t = useTexts(draftWords);
  const [text, setText] = useState('');
  const [last, setLast] = useState('');
  const value = reckon(text);
  const answer = value === null ? '' : shownSum(value);
  const done = (): void => {
    if (value === null) return;
    setLast(`${text.trim()} = ${answer}`);
    setText(String(value));
  };
  const line = last || (value === null ? '' : `${text.trim()} = ${answer}`);
  return (
    <section className="calculator" aria-label={t('calculator')}>
      <h3>{t('calculator')}</h3>
      <Input
        className="num"
        inputMode="decimal"
        maxLength={120}
        aria-label={t('sum')}
        placeholder={t('sum')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setLast('');
        }}
        onPressEnter={done}
      />
      <p className="calculator-answer" role="status">
        <span className="num">{text ? answer || t('notASum') : ''}</span>
        {take && line ? (
          <Button size="small" onClick={() => take(line)}>
            {t('copy')}
          </Button>
        ) : null}
      </p>
      {last ? <p className="quiet num">{last}</p> : null}
    </section>
  );
}
