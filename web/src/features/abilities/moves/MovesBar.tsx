/** Who serves a queue otherwise than the matrix says, until when and by whom; each can be taken back. */
import { SwapOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import type { Move, People } from '@/api/people';
import { AloneAsks } from '@/shared/alone/AloneAsks';
import { useAloneFirst } from '@/shared/alone/use-alone-first';
import { dateAt } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { minuteOf } from './until';
import { useEndMove, useMoves } from './use-moves';
import { moveWords } from './words';

function useSaid(people: People): (move: Move) => string {
  const t = useTexts(moveWords);
  const locale = useLocale();
  return ({ agent, queue, level, until }) => {
    const name = nameIn(people.people.find((one) => one.agent.id === agent)?.agent.name, locale) || agent;
    const of = nameIn(people.queues.find((one) => one.id === queue)?.name, locale) || queue;
    const when = minuteOf(until, dateAt(serverNow()));
    return level === null
      ? t('taken', { name, queue: of, when })
      : t('lent', { name, queue: of, level, when });
  };
}

export function MovesBar({ people, mayChange }: { people: People; mayChange: boolean }) {
  const t = useTexts(moveWords);
  const locale = useLocale();
  const { message } = App.useApp();
  const onError = useSayRefusal();
  const said = useSaid(people);
  const ending = useEndMove();
  const first = useAloneFirst();
  const moves = useMoves().data?.items ?? [];
  if (!moves.length) return null;
  const end = (move: Move): void =>
    ending.mutate(move, { onSuccess: () => void message.success(t('ended')), onError });
  const wish = (move: Move): void => {
    if (move.level === null) return end(move);
    const until = dateAt(serverNow()).toISOString();
    first.wish({ agents: [move.agent], queue: move.queue, until }, () => end(move));
  };
  return (
    <>
      <ul className="moves" aria-label={t('now')}>
        {moves.map((move) => (
          <li key={`${move.agent} ${move.queue}`}>
            <SwapOutlined aria-hidden />
            <span className="num">{said(move)}</span>
            {move.by ? <span className="quiet">{t('by', { who: nameIn(move.by, locale) })}</span> : null}
            {mayChange ? (
              <Button size="small" aria-label={t('endOf', { what: said(move) })} onClick={() => wish(move)}>
                {t('end')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <AloneAsks queues={first.queues} anyway={t('endAnyway')} onAnswer={first.answer} />
    </>
  );
}
