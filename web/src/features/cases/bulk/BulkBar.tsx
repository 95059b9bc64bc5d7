/** Several cases at once: what to do with them, and what has to be said for it. */
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { CaseLine } from '@/api/cases';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { BulkFields, type Wish } from './BulkFields';
import type { Bulk, BulkWish } from './use-bulk';
import { bulkWords } from './words';

type Kind = BulkWish['what'];
const KINDS: Kind[] = ['receipt', 'assign', 'priority', 'step', 'close', 'link', 'duplicate', 'note', 'task'];
export const MOST = 200;
export const WHAT = 'case-bulk-what';

/** Whether all was said that is to be done. */
function complete(what: Kind, wish: Wish): boolean {
  const wants: Record<Kind, unknown> = {
    assign: wish.team ?? wish.owner,
    priority: wish.priority,
    step: wish.step,
    close: true,
    link: wish.of,
    duplicate: wish.of,
    note: wish.text?.trim(),
    task: wish.text?.trim(),
    receipt: true,
  };
  return Boolean(wants[what]);
}

interface BarProps {
  chosen: CaseLine[];
  listed: number;
  bulk: Bulk;
  all: () => void;
  clear: () => void;
}

export function BulkBar({ chosen, listed, bulk, all, clear }: BarProps) {
  const t = useTexts(bulkWords);
  const session = useSession();
  const shown: Partial<Record<Kind, boolean>> = {
    receipt: chosen.some((row) => row.receipt_due_at),
    assign: may(session, 'cases.assign'),
  };
  const kinds = KINDS.filter((kind) => shown[kind] ?? true);
  const [what, setWhat] = useState<Kind | null>(null);
  const [wish, setWish] = useState<Wish>({});
  const over = chosen.length - MOST;
  const ready = what !== null && complete(what, wish) && over <= 0;
  const choose = (kind: Kind): void => {
    setWhat(kind);
    setWish(kind === 'task' ? { to_owner: true } : {});
  };
  const say = (more: Wish): void =>
    setWish((before) => (more.step ? { step: more.step } : { ...before, ...more }));
  return (
    <form
      className="case-bulk panel"
      role="region"
      aria-label={t('title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || what === null) return;
        bulk.run({ ...wish, what, cases: chosen.map(({ id, revision }) => ({ id, revision })) });
      }}
    >
      <div className="case-line">
        <strong>{t('selected', { n: chosen.length })}</strong>
        {listed > chosen.length ? (
          <Button type="link" size="small" onClick={all}>
            {t('selectAll', { n: listed })}
          </Button>
        ) : null}
        <Button type="link" size="small" onClick={clear}>
          {t('selectNone')}
        </Button>
        <span className="quiet push">{t('keys')}</span>
      </div>
      {over > 0 ? <p role="alert">{t('tooMany', { most: MOST, over })}</p> : null}
      <div className="case-bulk-fields">
        <Select
          id={WHAT}
          aria-label={t('what')}
          placeholder={t('what')}
          value={what}
          options={kinds.map((kind) => ({ value: kind, label: t(kind) }))}
          onChange={choose}
        />
        {what ? <BulkFields what={what} wish={wish} say={say} /> : null}
        <Button type="primary" htmlType="submit" disabled={!ready} loading={bulk.pending}>
          {t('run')}
        </Button>
      </div>
    </form>
  );
}
