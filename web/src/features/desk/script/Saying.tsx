/** A script that is being said: the line, what the agent does with it, and its keys. */
import { Button, Input, type InputRef } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type { Line, Use, Vocabulary } from '@/api/scripts';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { LineNow, type Language } from './LineNow';
import type { Do } from './use-script';
import { Why } from './Why';
import { scriptWords } from './words';

interface Given {
  use: Use;
  line: Line;
  language: Language;
  vocabulary: Vocabulary;
  busy: boolean;
  act: Do;
}

/** The keys of a line: down and up through it, a figure for an answer, a full stop skips, a comma leaves. */
function useScriptKeys(
  { use, line, vocabulary, act }: Given,
  ask: (why: 'skip' | 'leave') => void,
  hear: () => void,
) {
  const t = useTexts(scriptWords);
  const locale = useLocale();
  const commands = useMemo<Command[]>(() => {
    const group = t('group');
    const on = line.on
      ? [
          { id: 'script-next', title: t('next'), keys: 'Alt+ArrowDown', group, run: () => act('on') },
          { id: 'script-skip', title: t('skip'), keys: 'Alt+.', group, run: () => ask('skip') },
        ]
      : [];
    const back = use.can_go_back
      ? [{ id: 'script-back', title: t('back'), keys: 'Alt+ArrowUp', group, run: () => act('back') }]
      : [];
    const choices = line.choices.slice(0, 9).map(({ number }) => ({
      id: `script-choice-${number}`,
      title: t('choose', { n: number }),
      keys: `Alt+${number}`,
      group,
      run: () => act('choose', String(number)),
    }));
    const moods = vocabulary.moods.map(({ key, name }, place) => ({
      id: `script-mood-${key}`,
      title: `${t('mood')}: ${nameIn(name, locale)}`,
      keys: `e ${place + 1}`,
      group,
      run: () => act('mood', key),
    }));
    return [
      ...on,
      ...back,
      ...choices,
      ...(line.choices.length
        ? [{ id: 'script-heard', title: t('heard'), keys: 'Alt+/', group, run: hear }]
        : []),
      { id: 'script-leave', title: t('leave'), keys: 'Alt+,', group, run: () => ask('leave') },
      ...moods,
    ];
  }, [t, locale, line, use.can_go_back, vocabulary.moods, act, ask, hear]);
  useOffer(commands);
}

function Moods({ use, vocabulary, act }: Pick<Given, 'use' | 'vocabulary' | 'act'>) {
  const t = useTexts(scriptWords);
  const locale = useLocale();
  return (
    <div className="script-moods" role="group" aria-label={t('mood')}>
      <span className="quiet">{t('mood')}</span>
      {vocabulary.moods.map(({ key, name }) => (
        <button
          key={key}
          type="button"
          className={`script-mood is-${key}`}
          aria-pressed={use.mood === key}
          onClick={() => act('mood', use.mood === key ? '' : key)}
        >
          {nameIn(name, locale)}
        </button>
      ))}
    </div>
  );
}

export function Saying(given: Given) {
  const { use, line, language, vocabulary, busy, act } = given;
  const t = useTexts(scriptWords);
  const [why, setWhy] = useState<'skip' | 'leave' | null>(null);
  const [heard, setHeard] = useState('');
  const [missed, setMissed] = useState<string | null>(null);
  const field = useRef<InputRef>(null);
  const hear = useMemo(() => (): void => field.current?.focus(), []);
  useScriptKeys(given, setWhy, hear);
  const take = (reason: string, note: string): void => {
    if (why) act(why, reason, note);
    setWhy(null);
  };
  const send = (): void => {
    if (!heard.trim()) return;
    act('hear', heard.trim().slice(0, 200));
    setMissed(line.node);
    setHeard('');
  };
  return (
    <>
      <LineNow
        line={line}
        language={language}
        busy={busy}
        choose={(number) => act('choose', String(number))}
      />
      {line.choices.length ? (
        <div className="script-heard">
          <Input
            ref={field}
            size="small"
            aria-label={t('heard')}
            placeholder={t('heardHint')}
            maxLength={200}
            value={heard}
            onChange={(event) => setHeard(event.target.value)}
            onPressEnter={send}
          />
          {missed === line.node && !busy && !heard ? <span role="status">{t('notMatched')}</span> : null}
        </div>
      ) : null}
      {why ? (
        <Why
          key={why}
          question={t(why === 'skip' ? 'skipWhy' : 'leaveWhy')}
          reasons={why === 'skip' ? vocabulary.skip_reasons : vocabulary.leave_reasons}
          words={why === 'leave'}
          take={take}
          cancel={() => setWhy(null)}
        />
      ) : (
        <div className="script-do">
          {line.on ? (
            <Button type="primary" title="Alt+↓" disabled={busy} onClick={() => act('on')}>
              {t(line.ahead.length ? 'next' : 'finish')}
            </Button>
          ) : null}
          <Button title="Alt+↑" disabled={busy || !use.can_go_back} onClick={() => act('back')}>
            {t('back')}
          </Button>
          {line.on ? (
            <Button title="Alt+." disabled={busy} onClick={() => setWhy('skip')}>
              {t('skip')}
            </Button>
          ) : null}
          <Button type="text" title="Alt+," disabled={busy} onClick={() => setWhy('leave')}>
            {t('leave')}
          </Button>
        </div>
      )}
      <Moods use={use} vocabulary={vocabulary} act={act} />
    </>
  );
}
