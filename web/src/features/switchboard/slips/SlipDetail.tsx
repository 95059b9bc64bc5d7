/** One message: what it says, what may be done with it, what became of it. */
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { getSlip, type Slip, type SlipEntry } from '@/api/slips';
import { CallButton } from '@/shared/dial/CallButton';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Failed } from '@/shared/ui/Empty';
import { Facts } from '@/shared/ui/Facts';
import { SidePanel } from '@/shared/ui/SidePanel';
import { draftOf, handOf, readBack } from './draft';
import { SlipMarks, UrgentMark } from './Marks';
import { SlipForm } from './SlipForm';
import { SlipSteps } from './SlipSteps';
import { slipKey } from './use-slips';
import { slipWords } from './words';
import '../paper.css';
import './slips.css';

const FIELDS = [
  'to_zh',
  'to_en',
  'caller',
  'company',
  'number',
  'about',
  'urgent',
  'wish',
  'called_at',
] as const;

function Numbered({ slip }: { slip: Slip }) {
  if (!slip.number) return '—';
  return (
    <>
      {groupPhone(slip.number)}
      {slip.number_masked ? null : (
        <CallButton to={{ kind: 'number', id: slip.number }} who={slip.caller || slip.company} />
      )}
    </>
  );
}

function Says({ slip }: { slip: Slip }) {
  const t = useTexts(slipWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  const how = slip.delivered_how ? `${t(slip.delivered_how)} ${slip.delivered_to}`.trim() : '';
  const whom = (
    <>
      {nameIn(slip.to.name, locale)}
      {slip.to.agent && !slip.mine ? (
        <CallButton to={{ kind: 'agent', id: slip.to.agent }} who={nameIn(slip.to.name, locale)} />
      ) : null}
    </>
  );
  return (
    <>
      <p>
        <UrgentMark slip={slip} /> <SlipMarks slip={slip} />
      </p>
      {slip.about ? <p className="slip-about">{slip.about}</p> : null}
      <Facts
        className="facts"
        facts={[
          [t('whom'), whom],
          [t('from'), [slip.caller, slip.company].filter(Boolean).join(' · ') || '—'],
          [t('number'), <Numbered key="number" slip={slip} />],
          [t('wish'), t(slip.wish)],
          [t('when'), whenOf(slip.called_at, now)],
          [t('takenBy'), nameIn(slip.taken_by, locale)],
          ...(how ? [[t('deliveredBy'), how] as const] : []),
        ]}
      />
      {slip.unread_why ? <p className="quiet">{t('notReadBack', { why: slip.unread_why })}</p> : null}
    </>
  );
}

/** What there is to say to the caller, as long as it was not said. */
function ToRead({ slip }: { slip: Slip }) {
  const t = useTexts(slipWords);
  const locale = useLocale();
  if (!slip.steps.includes('read_back')) return null;
  return (
    <section className="slip-read" aria-label={t('readBackTitle')}>
      <h3>{t('readBackTitle')}</h3>
      <p>{readBack(draftOf(slip, nameIn(slip.to.name, locale)), handOf(slip), t)}</p>
    </section>
  );
}

function Line({ entry }: { entry: SlipEntry }) {
  const t = useTexts(slipWords);
  const locale = useLocale();
  const changed = FIELDS.filter((field) => entry.fields.includes(field)).map((field) => t(`field_${field}`));
  const fields = listIn([...new Set(changed)], locale) || t('field_other');
  const did = entry.step === 'correct' ? t('did_correct', { fields }) : t(`did_${entry.step}`);
  return (
    <li>
      <span className="num quiet">{whenOf(entry.at, dateAt(serverNow()))}</span>
      <span>
        {did}
        {entry.note ? <span className="quiet"> {entry.note}</span> : null}
      </span>
      <span className="quiet">{nameIn(entry.by, locale)}</span>
    </li>
  );
}

export function SlipDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts(slipWords);
  const [correcting, setCorrecting] = useState(false);
  const asked = useQuery({ queryKey: slipKey(id), queryFn: () => getSlip(id), staleTime: 5_000 });
  const whole = asked.data;
  if (whole && correcting)
    return <SlipForm slip={whole.slip} hand={null} onClose={() => setCorrecting(false)} />;
  return (
    <SidePanel title={t('one')} width={440} onClose={onClose}>
      {whole ? (
        <div className="paper-detail">
          <Says slip={whole.slip} />
          <ToRead slip={whole.slip} />
          <SlipSteps slip={whole.slip} onCorrect={() => setCorrecting(true)} />
          <h3>{t('progress')}</h3>
          <ol className="paper-history">
            {whole.history.map((entry) => (
              <Line key={entry.revision} entry={entry} />
            ))}
          </ol>
        </div>
      ) : asked.isError ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : (
        <Skeleton active />
      )}
    </SidePanel>
  );
}
