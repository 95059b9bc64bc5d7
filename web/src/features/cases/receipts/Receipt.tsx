/** The receipt of a case: who is to confirm it until when, or who did; its team confirms it or sends it back. */
import { CheckCircleFilled, InboxOutlined, RollbackOutlined, WarningFilled } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { refuseReceipt, sendAgain, type CaseReceipt, type CaseWhole } from '@/api/cases';
import { dateAt, microsOf, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow, useServerSecond } from '@/shared/live/clock';
import { Refused } from '@/shared/ui/Refused';
import { useFresh, useStale } from '../use-cases';
import { useConfirming } from './use-confirming';
import { receiptWords } from './words';

interface Props {
  row: CaseWhole;
  receipt: CaseReceipt;
}

const LOOKS = {
  waiting: { icon: <InboxOutlined aria-hidden />, tone: 'wait', word: 'awaitedBy' },
  late: { icon: <WarningFilled aria-hidden />, tone: 'bad', word: 'lateBy' },
  confirmed: { icon: <CheckCircleFilled aria-hidden />, tone: 'good', word: 'confirmedBy' },
  refused: { icon: <RollbackOutlined aria-hidden />, tone: 'bad', word: 'refusedBy' },
} as const;

/** Whether it is late at this second, or was when it was confirmed. */
function useLate({ late, state, due_at }: CaseReceipt): boolean {
  const second = useServerSecond();
  return late || (state === 'waiting' && due_at !== null && microsOf(due_at) < second);
}

function Sent({ receipt }: { receipt: CaseReceipt }) {
  const t = useTexts(receiptWords);
  const locale = useLocale();
  const who = nameIn(receipt.sent_by, locale) || t('someone');
  const team = nameIn(receipt.from_team_name, locale);
  const when = whenOf(receipt.sent_at, dateAt(serverNow()));
  return (
    <span className="quiet">{team ? t('sentBy', { who, team, when }) : t('sentByAlone', { who, when })}</span>
  );
}

/** Who ended it and when; until when it is to be confirmed. */
function When({ receipt, late }: { receipt: CaseReceipt; late: boolean }) {
  const t = useTexts(receiptWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  const { due_at, ended_at, state } = receipt;
  if (ended_at)
    return (
      <>
        <span>{t('by', { who: nameIn(receipt.ended_by, locale), when: whenOf(ended_at, now) })}</span>
        {state === 'confirmed' && late ? (
          <span className="case-late">
            <WarningFilled aria-hidden /> {t('confirmedLate')}
          </span>
        ) : null}
      </>
    );
  return due_at ? (
    <span className={late ? 'case-late' : ''}>{t('due', { when: whenOf(due_at, now) })}</span>
  ) : null;
}

function Standing({ receipt }: { receipt: CaseReceipt }) {
  const t = useTexts(receiptWords);
  const locale = useLocale();
  const late = useLate(receipt);
  const { state } = receipt;
  const { icon, tone, word } = LOOKS[state === 'waiting' && late ? 'late' : state];
  return (
    <p className="case-line">
      <span className={`pill ${tone}`}>
        {icon} {t(word, { team: nameIn(receipt.team_name, locale) || receipt.team })}
      </span>
      <When receipt={receipt} late={late} />
      <Sent receipt={receipt} />
    </p>
  );
}

function Refusing({ row, receipt, onEnd }: Props & { onEnd: () => void }) {
  const t = useTexts(receiptWords);
  const fresh = useFresh();
  const stale = useStale();
  const [reason, setReason] = useState('');
  const refusing = useMutation({
    mutationFn: () => refuseReceipt(row.id, { sent_at: receipt.sent_at, reason }),
    onSuccess: (after) => {
      onEnd();
      fresh(after);
    },
    onError: () => stale(row.id),
  });
  return (
    <form
      className="case-asking"
      aria-label={t('refuse')}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() && !refusing.isPending) refusing.mutate();
      }}
    >
      <Input.TextArea
        autoFocus
        aria-label={t('reason')}
        placeholder={t('reasonHint')}
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onEnd();
        }}
      />
      <Refused failure={refusing.error} />
      <div className="actions">
        <Button htmlType="submit" type="primary" disabled={!reason.trim()} loading={refusing.isPending}>
          {t('sendBack')}
        </Button>
        <Button onClick={onEnd}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

/** Whoever has a case that came back sends it again. */
function Again({ row, receipt }: Props) {
  const t = useTexts(receiptWords);
  const locale = useLocale();
  const fresh = useFresh();
  const stale = useStale();
  const sending = useMutation({
    mutationFn: (team: string) => sendAgain(row.id, { sent_at: receipt.sent_at, team }),
    onSuccess: fresh,
    onError: () => stale(row.id),
  });
  return (
    <>
      <div className="actions">
        {receipt.again.map((team) => (
          <Button
            key={team.id}
            loading={sending.isPending && sending.variables === team.id}
            onClick={() => (sending.isPending ? undefined : sending.mutate(team.id))}
          >
            {t('again', { team: nameIn(team.name, locale) })}
          </Button>
        ))}
      </div>
      <Refused failure={sending.error} />
    </>
  );
}

export default function Receipt({ row, receipt }: Props) {
  const t = useTexts(receiptWords);
  const confirming = useConfirming();
  const [refusing, refuse] = useState(false);
  return (
    <section className="case-asking panel" aria-label={t('title')}>
      <Standing receipt={receipt} />
      {receipt.reason ? <p className="facts-note">{receipt.reason}</p> : null}
      {receipt.mine && !refusing ? (
        <div className="actions">
          <Button type="primary" loading={confirming.isPending} onClick={() => confirming.mutate(row.id)}>
            {t('confirm')}
          </Button>
          <Button onClick={() => refuse(true)}>{t('refuse')}</Button>
        </div>
      ) : null}
      {refusing ? <Refusing row={row} receipt={receipt} onEnd={() => refuse(false)} /> : null}
      {receipt.again.length ? <Again row={row} receipt={receipt} /> : null}
    </section>
  );
}
