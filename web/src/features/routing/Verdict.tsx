/** What would happen, in words: who would be asked and why, why not the others, step by step. */
import type { Trial } from '@/api/routing';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts, type Speak } from '@/shared/i18n/texts';
import { STRATEGIES } from '@/shared/routing/strategies';
import { sayGrouped } from '@/shared/routing/why';
import { whyWords } from '@/shared/routing/why-words';
import type { Known } from './names';
import { nowWords } from './now-words';
import type { Condition } from './plan';
import { planWords } from './plan-words';
import { queueWords } from './queue-words';
import { sayStep, sayTold } from './say';

type NowSpeak = Speak<(typeof nowWords)['zh-CN']>;
const CAUSES = ['closed', 'no_agents', 'full', 'estimate', 'waited_too_long'] as const;

function cause(trial: Trial, t: NowSpeak): string {
  const known = CAUSES.find((each) => each === trial.cause);
  return t('willLeave', { cause: known ? t(`cause_${known}`) : (trial.cause ?? '') });
}

interface Props {
  trial: Trial;
  known: Known;
}

function Rings({ trial, known }: Props) {
  const t = useTexts(nowWords);
  const of = useTexts(queueWords);
  const strategy = STRATEGIES.find((each) => each === trial.strategy) ?? 'longest_idle';
  const by = trial.by === 'preferred' ? t('byPreferred') : t('byContact', { strategy: of(strategy) });
  const agent = known.names.agent(trial.agent ?? '');
  return (
    <>
      <p className="route-verdict is-good">{t('willRing', { agent })}</p>
      <p>{by}</p>
    </>
  );
}

function Leaves({ trial, known }: Props) {
  const t = useTexts(nowWords);
  const say = useTexts(planWords);
  const to = sayTold(trial.to, say, known.names);
  return (
    <>
      <p className="route-verdict is-bad">{cause(trial, t)}</p>
      <p>{to ? t('sentTo', { to }) : t('sentNowhere')}</p>
    </>
  );
}

function WouldWait({ trial }: { trial: Trial }) {
  const t = useTexts(nowWords);
  const why = useTexts(whyWords);
  const [likely, most] = trial.estimate ?? [];
  return (
    <>
      <p className="route-verdict is-wait">{t('willWait', { n: trial.position ?? 1 })}</p>
      <p>
        {likely === undefined || most === undefined ? why('estimateNone') : why('estimate', { likely, most })}
      </p>
    </>
  );
}

function Headline(props: Props) {
  if (props.trial.outcome === 'offer') return <Rings {...props} />;
  return props.trial.outcome === 'overflow' ? <Leaves {...props} /> : <WouldWait trial={props.trial} />;
}

function Steps({ trial, known }: { trial: Trial; known: Known }) {
  const t = useTexts(nowWords);
  const say = useTexts(planWords);
  return (
    <ol className="route-tried">
      {trial.steps.map((row, nth) => {
        const step = { who: row.who as unknown as Condition, seconds: row.seconds };
        const anyone = nth ? say('anyone') : say('anyoneAtOnce');
        return (
          <li key={nth} className={nth === trial.begins ? 'is-now' : ''}>
            <span>
              {row.who ? sayStep(step, nth, say, known.names) : anyone}
              {nth === trial.begins ? <span className="pill live">{t('begins')}</span> : null}
              {nth < trial.begins ? <span className="pill">{t('skipped')}</span> : null}
            </span>
            <span className="quiet">
              {t('stepRow', { agents: row.agents, signed_in: row.signed_in, free: row.free })}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

export function Verdict({ trial, known }: { trial: Trial; known: Known }) {
  const t = useTexts(nowWords);
  const why = useTexts(whyWords);
  const locale = useLocale();
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const others = Object.fromEntries(Object.entries(trial.agents).filter(([agent]) => agent !== trial.agent));
  const lines = sayGrouped(others, why, known.names.agent, (words) => list.format(words));
  return (
    <>
      <h2>{t('result')}</h2>
      <Headline trial={trial} known={known} />
      {trial.steps.length ? <Steps trial={trial} known={known} /> : null}
      {lines.length ? (
        <>
          <h3>{t(trial.outcome === 'offer' ? 'others' : 'everyone')}</h3>
          <ul className="route-others">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
