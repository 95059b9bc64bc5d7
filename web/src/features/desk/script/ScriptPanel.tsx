/**
 * The script beside the customer's card: while it rings how to greet, then line by line, and every other scene one
 * click away. The greeting begins by itself when the call is answered.
 */
import { DislikeOutlined, LikeOutlined, ReadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { AtHand, Line, Use, Vocabulary } from '@/api/scripts';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { LineNow, type Language } from './LineNow';
import { Saying } from './Saying';
import { useAtHand, useSaying, useVocabulary, type Do } from './use-script';
import { scriptWords } from './words';
import './script.css';

type Doing = ReturnType<typeof useSaying>;

function Ended({ use, rate }: { use: Use; rate: Doing['rate'] }) {
  const t = useTexts(scriptWords);
  const locale = useLocale();
  const say = (helpful: boolean): void =>
    rate.mutate({ use, helpful: use.helpful === helpful ? null : helpful });
  return (
    <li>
      <span>
        {nameIn(use.name, locale)} <span className="quiet">{t(use.left || use.line ? 'left' : 'ended')}</span>
      </span>
      <span className="script-rate" role="group" aria-label={`${nameIn(use.name, locale)}: ${t('helpful')}`}>
        <Button
          size="small"
          type={use.helpful === true ? 'primary' : 'default'}
          aria-pressed={use.helpful === true}
          icon={<LikeOutlined aria-hidden />}
          onClick={() => say(true)}
        >
          {t('yes')}
        </Button>
        <Button
          size="small"
          type={use.helpful === false ? 'primary' : 'default'}
          aria-pressed={use.helpful === false}
          icon={<DislikeOutlined aria-hidden />}
          onClick={() => say(false)}
        >
          {t('no')}
        </Button>
      </span>
    </li>
  );
}

function Others({ hand, begin }: { hand: AtHand; begin: (script: string) => void }) {
  const t = useTexts(scriptWords);
  const locale = useLocale();
  const others = hand.scripts.filter(({ id }) => id !== hand.use?.script);
  if (!others.length) return null;
  return (
    <div className="script-others" role="group" aria-label={t('others')}>
      {others.map(({ id, name, aside }) => (
        <button key={id} type="button" className="script-other" onClick={() => begin(id)}>
          {nameIn(name, locale)}
          {aside ? <span className="quiet"> · {t('aside')}</span> : null}
        </button>
      ))}
    </div>
  );
}

/** The greeting is begun when the talk is, once. */
function useOpening(hand: AtHand, talking: boolean, begin: Doing['begin']): void {
  const { opening } = hand;
  const fresh = !hand.use && !hand.ended.length && !hand.scripts.some((one) => one.aside);
  const { mutate, isIdle } = begin;
  useEffect(() => {
    if (talking && opening && fresh && isIdle) mutate(opening);
  }, [talking, opening, fresh, isIdle, mutate]);
}

interface Given {
  interaction: string;
  moment: 'ringing' | 'talking' | 'wrap_up';
}

interface OpenGiven extends Given {
  hand: AtHand;
  vocabulary: Vocabulary;
}

export function ScriptPanel(given: Given) {
  const hand = useAtHand(given.interaction).data;
  const vocabulary = useVocabulary().data;
  if (!hand || !vocabulary) return null;
  if (!hand.scripts.length && !hand.use && !hand.ended.length) return null;
  return <Open {...given} hand={hand} vocabulary={vocabulary} />;
}

/** What can be said of how it went: once the call is over also of the script that was not read to its end. */
const overIn = ({ use, ended }: AtHand, moment: Given['moment']): Use[] => {
  if (moment === 'ringing') return [];
  return moment === 'wrap_up' && use ? [use, ...ended] : ended;
};

function Open({ interaction, moment, hand, vocabulary }: OpenGiven) {
  const t = useTexts(scriptWords);
  const { begin, step, rate } = useSaying(interaction);
  const [chosen, setChosen] = useState<Language | null>(null);
  useOpening(hand, moment === 'talking', begin);
  const { use } = hand;
  const over = overIn(hand, moment);
  const language = chosen ?? use?.language ?? hand.language;
  const other: Language = language === 'zh' ? 'en' : 'zh';
  if (moment === 'wrap_up' && !over.length) return null;
  return (
    <section className="panel script" aria-label={t('title')}>
      <div className="panel-head">
        <h2>
          <ReadOutlined aria-hidden /> {t('title')}
        </h2>
        <Named use={use} />
        <Button className="push" type="text" size="small" onClick={() => setChosen(other)}>
          {t('language', { language: t(other) })}
        </Button>
      </div>
      <div className="script-body">
        {moment === 'ringing' ? <ToCome hand={hand} language={language} /> : null}
        {moment === 'talking' && use?.line ? (
          <Now
            use={use}
            line={use.line}
            language={language}
            vocabulary={vocabulary}
            step={step}
            waits={begin.isPending}
          />
        ) : null}
        <Over ended={over} rate={rate} />
        {moment === 'talking' ? <Others hand={hand} begin={begin.mutate} /> : null}
      </div>
    </section>
  );
}

function ToCome({ hand, language }: { hand: AtHand; language: Language }) {
  const t = useTexts(scriptWords);
  if (!hand.preview) return null;
  return (
    <>
      <p className="quiet">{t('ringing')}</p>
      <LineNow line={hand.preview} language={language} />
    </>
  );
}

interface NowGiven {
  use: Use;
  line: Line;
  language: Language;
  vocabulary: Vocabulary;
  step: Doing['step'];
  waits: boolean;
}

/** While one step is under way no other one is taken. */
function Now({ step, waits, ...given }: NowGiven) {
  const { id, seq } = given.use;
  const { mutate } = step;
  const busy = step.isPending || waits;
  const act = useCallback<Do>(
    (did, detail = '', note = '') => {
      if (!busy) mutate({ use: id, did, detail, note, seen: seq });
    },
    [id, seq, busy, mutate],
  );
  return <Saying {...given} busy={busy} act={act} />;
}

function Over({ ended, rate }: { ended: Use[]; rate: Doing['rate'] }) {
  if (!ended.length) return null;
  return (
    <ul className="script-ended">
      {ended.map((one) => (
        <Ended key={one.id} use={one} rate={rate} />
      ))}
    </ul>
  );
}

function Named({ use }: { use: Use | null }) {
  const locale = useLocale();
  return use ? <span className="quiet">{nameIn(use.name, locale)}</span> : null;
}
