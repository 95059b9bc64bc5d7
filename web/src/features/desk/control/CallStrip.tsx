/**
 * Under the call bar, while there is more to the call than one customer and one agent: the parties in their circles,
 * so that who hears whom is seen at once, what became of the last call for somebody, and how to go on.
 */
import { LockFilled } from '@ant-design/icons';
import type { CallShown, PartyDeed, PartyShown } from '@/api/control';
import type { Me } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { customerName, partyOf } from '../call';
import { circlesOf, isGuide, isMore } from './circles';
import { isNews, outcomeSaid, wentWrong } from './outcome';
import { PartyChip } from './PartyChip';
import { Steps } from './Steps';
import { useToName } from './use-to-name';
import { useVerbs } from './verbs';
import { controlWords } from './words';
import './control.css';

interface Given {
  call: CallShown;
  me: Me;
}

function useNames({ me }: { me: Me }) {
  const t = useTexts(controlWords);
  const locale = useLocale();
  const to = useToName();
  const party = (one: PartyShown): string => {
    if (one.agent) return nameIn(one.agent.name, locale);
    const name = one.role === 'customer' ? customerName(me, one.number) : '';
    return name || to({ kind: 'extension', id: one.number }) || t('customer');
  };
  return { to, party };
}

/** Whether I am the one who had somebody called. */
const isMine = ({ outcome }: CallShown, me: Me): boolean => outcome?.by === me.agent.id;

/** What I may do with this party. */
function deedsOn(call: CallShown, party: PartyShown, mine: PartyShown | undefined): PartyDeed[] {
  if (party.party === mine?.party || isGuide(party) || party.state !== 'up') return [];
  const many = call.stage === 'conference';
  const asked: [PartyDeed, boolean][] = [
    [party.muted ? 'unmute' : 'mute', many && call.may.includes('mute') && party.circle === 'main'],
    ['hand_over', party.role === 'joined' && party.kind === 'agent' && call.may.includes('hand_over')],
    ['drop', party.role === 'joined' && call.may.includes('drop')],
  ];
  return asked.filter(([, may]) => may).map(([deed]) => deed);
}

function Outcome({ call, said }: { call: CallShown; said: string }) {
  const wrong = call.outcome !== null && wentWrong(call.outcome);
  return (
    <span className={wrong ? 'call-outcome is-wrong' : 'call-outcome'} role="status">
      {said}
    </span>
  );
}

export function CallStrip({ call, me }: Given) {
  const t = useTexts(controlWords);
  const names = useNames({ me });
  const verbs = useVerbs(call.interaction);
  const now = useServerSecond() / 1000;
  const mine = partyOf(call, me.agent.id);
  const news = isMine(call, me) && call.outcome && isNews(call.outcome, now) ? call.outcome : null;
  const said = news ? outcomeSaid(t, { outcome: news, who: names.to(news.to), mine }) : '';
  if (!isMore(call) && !(said && call.outcome?.end !== 'answered')) return null;
  return (
    <section className="call-strip" aria-label={t('strip')}>
      {isMore(call)
        ? circlesOf(call).map((circle) => (
            <span
              key={circle.key}
              className={`circle is-${circle.look}`}
              role="group"
              aria-label={t(circle.look)}
            >
              <span className="circle-title">{t(circle.look)}</span>
              {circle.parties.map((one) => (
                <PartyChip
                  key={one.party}
                  party={one}
                  name={names.party(one)}
                  mine={one.party === mine?.party}
                  deeds={deedsOn(call, one, mine)}
                  act={(action) => verbs.mutate({ do: 'party', party: one.party, action })}
                />
              ))}
            </span>
          ))
        : null}
      {call.locked ? (
        <span className="call-locked">
          <LockFilled aria-hidden /> {t('locked')}
        </span>
      ) : null}
      <Outcome call={call} said={said} />
      <Steps call={call} mine={mine} verbs={verbs} />
    </section>
  );
}
