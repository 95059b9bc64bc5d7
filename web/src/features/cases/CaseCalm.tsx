/** Of a complaint: the guide with what was done of it, in the contact too, and asking somebody to look at it. */
import { CustomerServiceOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { askCaseHelp, endCaseHelp, getCaseHelp, seeCaseHelp, type Guide, type Kept } from '@/api/calm';
import type { CaseWhole } from '@/api/cases';
import { CalmGuide } from '@/shared/calm/CalmGuide';
import { CustomerMarks } from '@/shared/calm/CustomerMarks';
import { offered } from '@/shared/calm/offer';
import { useGuides, useKeeping, useKept } from '@/shared/calm/use-calm';
import { calmWords } from '@/shared/calm/words';
import { useBoard } from '@/shared/board/board-store';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { AnswerHelp } from '@/shared/helps/AnswerHelp';
import { useFreshHelps } from '@/shared/helps/use-helps';

function Help({ row, guide }: { row: CaseWhole; guide: Guide }) {
  const { skill } = guide;
  const t = useTexts(calmWords);
  const locale = useLocale();
  const onError = useSayRefusal();
  const [reason, setReason] = useState('');
  const open =
    useQuery({
      queryKey: ['cases', 'help', row.id],
      queryFn: () => getCaseHelp(row.id),
      refetchInterval: 20_000,
    }).data?.items ?? [];
  const doing = useMutation({
    mutationFn: (deed: () => Promise<unknown>) => deed(),
    onError,
    onSettled: useFreshHelps(),
  });
  const mine = open.find((one) => one.asked_by_me);
  return (
    <div className="calm-help" role="group" aria-label={t('help')}>
      {open.map((one) => (
        <span key={one.id}>
          {nameIn(one.asked_by, locale)} · {one.reason || t('help')}{' '}
          {one.seen_by ? (
            <span className="quiet">{t('helpSeenBy', { who: nameIn(one.seen_by, locale) })}</span>
          ) : one === mine ? null : (
            <Button size="small" onClick={() => doing.mutate(() => seeCaseHelp(one.id))}>
              {t('seeHelp')}
            </Button>
          )}
          {one.mine ? <AnswerHelp help={one} /> : null}
        </span>
      ))}
      {mine ? (
        <Button onClick={() => doing.mutate(() => endCaseHelp(row.id))}>
          {t(mine.skill ? 'expertsAsked' : 'leaderAsked')}
        </Button>
      ) : (
        <>
          <Input
            aria-label={t('reason')}
            placeholder={t('reason')}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            icon={<CustomerServiceOutlined aria-hidden />}
            onClick={() => doing.mutate(() => askCaseHelp(row.id, '', reason, guide.id))}
          >
            {t('askLeader')}
          </Button>
          {skill ? (
            <Button onClick={() => doing.mutate(() => askCaseHelp(row.id, skill, reason, guide.id))}>
              {t('askExperts')}
            </Button>
          ) : null}
        </>
      )}
    </div>
  );
}

const FOLDED = 'huawu.calm.folded';

/**
 * The guide lies open while nothing was done by it, or while the contact is in hand; then folded above the work. How
 * somebody leaves it in a case is kept for this visit.
 */
function useFold(row: CaseWhole, kept: Kept): [boolean, (open: boolean) => void] {
  const key = `${FOLDED}.${row.id}`;
  const goesOn = useBoard()?.calls[row.interaction ?? ''] !== undefined;
  const [usual] = useState(() => row.state !== 'closed' && (!kept.done.length || goesOn));
  const [said, say] = useState(() => sessionStorage.getItem(key));
  const open = said === null ? usual : said === 'open';
  return [
    open,
    (now) => {
      if (now === open) return;
      const left = now ? 'open' : 'folded';
      sessionStorage.setItem(key, left);
      say(left);
    },
  ];
}

interface FollowedProps {
  row: CaseWhole;
  guide: Guide;
  kept: Kept;
  works: boolean;
}

function Followed({ row, guide, kept, works }: FollowedProps) {
  const locale = useLocale();
  const keeping = useKeeping({ case: row.id });
  const [open, turn] = useFold(row, kept);
  return (
    <details open={open} onToggle={(event) => turn(event.currentTarget.open)}>
      <summary>{nameIn(guide.name, locale)}</summary>
      <CalmGuide
        guide={guide}
        kept={kept}
        busy={keeping.isPending || !works}
        keep={keeping.mutate}
        end={null}
        help={null}
        mark={null}
      />
    </details>
  );
}

function useGuide(row: CaseWhole) {
  const guides = useGuides();
  const kept = useKept({ case: row.id });
  const [chosen, choose] = useState('');
  const offer = offered(guides, { types: [row.top, row.type], texts: [row.subject, row.text] });
  const id = chosen || kept?.guide || offer?.guide;
  return { guides, guide: guides.find((one) => one.id === id), kept, choose };
}

export default function CaseCalm({ row }: { row: CaseWhole }) {
  const t = useTexts(calmWords);
  const locale = useLocale();
  const works = may(useSession(), 'cases.work');
  const { guides, guide, kept, choose } = useGuide(row);
  if (!guide) return null;
  return (
    <section className="case-part" aria-label={t('title')}>
      <div className="calm-head">
        <h4>{t('title')}</h4>
        <Select
          size="small"
          aria-label={t('kind')}
          style={{ minWidth: 160 }}
          value={guide.id}
          options={guides.map((one) => ({ value: one.id, label: nameIn(one.name, locale) }))}
          onChange={choose}
        />
      </div>
      {row.customer ? <CustomerMarks customer={row.customer.id} proposes /> : null}
      {kept ? <Followed row={row} guide={guide} kept={kept} works={works} /> : null}
      {works && row.state !== 'closed' ? <Help row={row} guide={guide} /> : null}
    </section>
  );
}
