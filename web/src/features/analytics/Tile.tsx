/** One agent: state and time in it, a limited pause that is over, a phone that cannot ring, what they did today. */
import { AudioMutedOutlined, SwapOutlined, WarningFilled } from '@ant-design/icons';
import type { BoardCall, Help } from '@/api/live';
import { memo } from 'react';
import { Link } from 'react-router';
import { clockOf, MICROS } from '@/shared/format/duration';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { whyOf } from '@/shared/phone/whys';
import { Elapsed } from '@/shared/ui/Elapsed';
import { StateMark } from '@/shared/ui/StateMark';
import { pauseEnds, type Seated } from '@/shared/board/figures';
import { HelpButton, HelpLine } from './HelpAsked';
import { Supervise } from './Supervise';
import { boardWords } from './words';

export interface TileProps {
  agent: Seated;
  reason: string;
  to: string;
  /** The server's key of what is wrong with the phone; null: nothing. */
  trouble: string | null;
  /** Which queues the agent serves otherwise than configured, in words; '' for none. */
  moved?: string;
  /** The agent's own call, when there is one. */
  call?: BoardCall | null;
  /** Whoever looks may come into the agent's call and give the agent a state. */
  leads?: boolean;
}

function Trouble({ why }: { why: string }) {
  const t = useTexts(boardWords);
  const known = whyOf(why);
  const said = known ? t(known) : t('phoneOff');
  return (
    <span className="tile-off" title={`${t('phoneOff')}${t('colon')}${said}`}>
      <WarningFilled aria-hidden /> {said}
    </span>
  );
}

/** What is left of a limited pause, and how far it is over. */
function Limit({ until }: { until: number }) {
  const t = useTexts(boardWords);
  const left = (until - useServerSecond()) / MICROS;
  if (left >= 0) return <span className="tile-day num">{t('pauseLeft', { time: clockOf(left) })}</span>;
  return (
    <span className="tile-off num">
      <WarningFilled aria-hidden /> {t('pauseOver', { time: clockOf(-left) })}
    </span>
  );
}

function Moved({ words }: { words: string | undefined }) {
  return words ? <SwapOutlined className="tile-moved" title={words} aria-label={words} /> : null;
}

/** What is wrong, else what is left of a pause, else what was done today. */
function Aside({ agent, trouble }: Pick<TileProps, 'agent' | 'trouble'>) {
  const t = useTexts(boardWords);
  const until = pauseEnds(agent);
  if (trouble !== null) return <Trouble why={trouble} />;
  if (until !== null) return <Limit until={until} />;
  return <span className="tile-day">{t('answeredN', { n: agent.answered })}</span>;
}

const marksOf = (trouble: string | null, help: Help | null): string =>
  `${trouble === null ? '' : ' has-trouble'}${help && !help.seen_by ? ' asks-help' : ''}`;

export const Tile = memo(function Tile({ agent, reason, to, trouble, moved, call, leads }: TileProps) {
  const t = useTexts(boardWords);
  const locale = useLocale();
  const help = call?.help ?? null;
  return (
    <div className={`tile is-${agent.state}${marksOf(trouble, help)}${leads ? ' is-led' : ''}`}>
      <Link to={to}>
        <span className="tile-line">
          <span className="tile-name">
            <strong>{nameIn(agent.name, locale)}</strong>
            <span className="quiet num">{agent.number}</span>
            <Moved words={moved} />
          </span>
          <span className="tile-time">
            {agent.state === 'signed_out' ? '' : <Elapsed since={agent.since} />}
          </span>
        </span>
        <span className="tile-line">
          {help ? <HelpLine help={help} /> : <StateMark state={agent.state} reason={reason} />}
          {call?.muted ? <AudioMutedOutlined className="tile-muted" aria-label={t('muted')} /> : null}
          {help ? null : <Aside agent={agent} trouble={trouble} />}
        </span>
      </Link>
      {help && agent.contact ? (
        <HelpButton help={help} interaction={agent.contact} name={nameIn(agent.name, locale)} />
      ) : null}
      {leads ? <Supervise agent={agent} /> : null}
    </div>
  );
});
