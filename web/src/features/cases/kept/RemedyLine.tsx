/** One remedy: what, how much, how it stands and why; decided on, or revoked with a reason, where it stands. */
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { decideRemedy, revokeRemedy, type CaseRemedies, type CaseRemedy } from '@/api/remedies';
import { yuanOf } from '@/shared/format/money';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Refused } from '@/shared/ui/Refused';
import { remedyWords } from './remedy-words';

interface LineProps {
  remedy: CaseRemedy;
  of: string;
  onDone: (after: CaseRemedies) => void;
}

function Stands({ remedy }: { remedy: CaseRemedy }) {
  const t = useTexts(remedyWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  const told = (who: CaseRemedy['offered_by'], at: string | null): string =>
    at ? t('decidedBy', { who: nameIn(who, locale), when: whenOf(at, now) }) : '';
  const why = remedy.revoked_why || remedy.decided_why;
  return (
    <>
      <span className={`remedy-state is-${remedy.state}`}>{t(remedy.state)}</span>
      <span className="quiet">
        {remedy.revoked_at
          ? told(remedy.revoked_by, remedy.revoked_at)
          : told(remedy.decided_by ?? remedy.offered_by, remedy.decided_at ?? remedy.offered_at)}
      </span>
      {remedy.note ? <p className="facts-note">{remedy.note}</p> : null}
      {why ? (
        <p className="facts-note quiet">
          {t('why')}: {why}
        </p>
      ) : null}
    </>
  );
}

type Doing = 'refuse' | 'revoke';

export function RemedyLine({ remedy, of, onDone }: LineProps) {
  const t = useTexts(remedyWords);
  const locale = useLocale();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [why, setWhy] = useState('');
  const acting = useMutation({
    mutationFn: (what: Doing | 'approve') =>
      what === 'revoke'
        ? revokeRemedy(of, remedy.id, why)
        : decideRemedy(of, remedy.id, what === 'approve', what === 'approve' ? '' : why),
    onSuccess: (after) => {
      setDoing(null);
      setWhy('');
      onDone(after);
    },
  });
  const open = (what: Doing) => () => {
    acting.reset();
    setDoing(what);
  };
  return (
    <li>
      <strong>{nameIn(remedy.name, locale)}</strong>
      <span className="num">{yuanOf(remedy.amount, locale)}</span>
      <Stands remedy={remedy} />
      <span className="actions">
        {remedy.decidable ? (
          <>
            <Button
              size="small"
              type="primary"
              loading={acting.isPending && acting.variables === 'approve'}
              onClick={() => acting.mutate('approve')}
            >
              {t('approve')}
            </Button>
            <Button size="small" onClick={open('refuse')}>
              {t('refuse')}
            </Button>
          </>
        ) : null}
        {remedy.revocable && !remedy.decidable ? (
          <Button size="small" type="text" onClick={open('revoke')}>
            {t('revoke')}
          </Button>
        ) : null}
      </span>
      {doing ? (
        <form
          className="remedy-why"
          aria-label={t(doing)}
          onSubmit={(event) => {
            event.preventDefault();
            if (why.trim()) acting.mutate(doing);
          }}
        >
          <Input
            autoFocus
            aria-label={t('why')}
            placeholder={t('why')}
            maxLength={1000}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
          <Button htmlType="submit" danger disabled={!why.trim()} loading={acting.isPending}>
            {t(doing)}
          </Button>
          <Button onClick={() => setDoing(null)}>{t('cancel')}</Button>
        </form>
      ) : null}
      <Refused failure={acting.error} />
    </li>
  );
}
