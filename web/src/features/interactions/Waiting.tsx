/** Why a contact waits at this very moment: asked again and again until somebody has it. */
import { useQuery } from '@tanstack/react-query';
import { whyWaiting, type WhyWaiting } from '@/api/routing';
import { useBoard } from '@/shared/board/board-store';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { sayGrouped, verdictIn } from '@/shared/routing/why';
import { whyWords } from '@/shared/routing/why-words';

const AGAIN = 3_000;
const MICROS = 1_000_000;

function useLines(why: WhyWaiting): string[] {
  const t = useTexts(whyWords);
  const locale = useLocale();
  const staff = useBoard()?.agents ?? {};
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const step = Object.keys(why.step.who ?? {}).length
    ? why.step.number < 0
      ? t('stepPreferred')
      : t('stepNow', { n: why.step.number + 1 })
    : t('stepAnyone');
  const changes = why.step.changes_at;
  const [likely, most] = why.estimate ?? [];
  const wider = changes === null ? [] : [Math.max(0, Math.round((changes - serverNow()) / MICROS))];
  const waited = t('waited', { seconds: Math.round(why.waited_seconds) });
  if (why.position === null) return [waited];
  return [
    `${t('position', { n: why.position })} · ${waited}`,
    likely === undefined || most === undefined ? t('estimateNone') : t('estimate', { likely, most }),
    step,
    ...wider.map((seconds) => t('stepChanges', { seconds })),
    ...sayGrouped(
      why.agents,
      t,
      (agent) => nameIn(staff[agent]?.name, locale),
      (words) => list.format(words),
    ),
  ];
}

function Lines({ why }: { why: WhyWaiting }) {
  const t = useTexts(whyWords);
  const lines = useLines(why);
  return (
    <section className="detail-part" aria-live="polite">
      <h3>{t('whyTitle')}</h3>
      <p>
        <strong>{verdictIn(why.why, t)}</strong>
      </p>
      <ul className="waiting-why">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

export function Waiting({ id }: { id: string }) {
  const asked = useQuery({
    queryKey: ['waiting', id],
    queryFn: () => whyWaiting(id),
    refetchInterval: AGAIN,
    retry: false,
  });
  const why = asked.data?.waiting;
  return why ? <Lines why={why} /> : null;
}
