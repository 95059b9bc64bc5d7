/** What the customer of a case is given: within one's limit at once, above it by a leader's word. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { CaseWhole } from '@/api/cases';
import { listRemedies, offerRemedy, type CaseRemedies, type RemedyKind } from '@/api/remedies';
import { fenOf, yuanOf } from '@/shared/format/money';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { newOnce } from '@/shared/once';
import { Refused } from '@/shared/ui/Refused';
import { RemedyLine } from './RemedyLine';
import { remedyWords } from './remedy-words';

/** Whether nobody else is asked for so much. */
const givenAlone = (kind: RemedyKind | undefined, amount: number | null): boolean =>
  kind !== undefined && amount !== null && kind.limit !== null && amount + kind.used <= kind.limit;

function Hint({ kind, amount }: { kind: RemedyKind; amount: number | null }) {
  const t = useTexts(remedyWords);
  const locale = useLocale();
  if (amount === null) return <span className="quiet">{t('noAmount')}</span>;
  return givenAlone(kind, amount) ? (
    <span className="quiet">{t('within', { left: yuanOf((kind.limit ?? 0) - kind.used, locale) })}</span>
  ) : (
    <span className="remedy-above">{t('above')}</span>
  );
}

interface OfferProps {
  of: string;
  kinds: RemedyKind[];
  onDone: (after: CaseRemedies) => void;
  onCancel: () => void;
}

function OfferForm({ of, kinds, onDone, onCancel }: OfferProps) {
  const t = useTexts(remedyWords);
  const locale = useLocale();
  const [key] = useState(newOnce);
  const [chosen, choose] = useState(kinds[0]?.id ?? '');
  const [written, write] = useState('');
  const [note, setNote] = useState('');
  const kind = kinds.find((one) => one.id === chosen);
  const fixed = kind?.fixed ?? null;
  const amount = fixed ?? fenOf(written);
  const alone = givenAlone(kind, amount);
  const offering = useMutation({
    mutationFn: () => offerRemedy(of, { key, kind: chosen, amount: amount ?? 0, note }),
    onSuccess: onDone,
  });
  const ready = amount !== null && (alone || note.trim() !== '');
  return (
    <form
      className="case-asking panel"
      aria-label={t('offer')}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !offering.isPending) offering.mutate();
      }}
    >
      <div className="remedy-fields">
        <Select
          autoFocus
          aria-label={t('kind')}
          value={chosen}
          options={kinds.map((one) => ({ value: one.id, label: nameIn(one.name, locale) }))}
          onChange={choose}
        />
        <Input
          aria-label={t('amount')}
          placeholder={t('amount')}
          inputMode="decimal"
          prefix="¥"
          disabled={fixed !== null}
          value={fixed === null ? written : String(fixed / 100)}
          onChange={(event) => write(event.target.value)}
        />
      </div>
      {kind ? <Hint kind={kind} amount={amount} /> : null}
      <Input.TextArea
        aria-label={t('note')}
        placeholder={t('note')}
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Refused failure={offering.error} />
      <div className="actions">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={offering.isPending}>
          {t(alone ? 'give' : 'ask')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

export function Remedies({ row }: { row: CaseWhole }) {
  const t = useTexts(remedyWords);
  const locale = useLocale();
  const client = useQueryClient();
  const [offering, setOffering] = useState(false);
  const key = ['cases', 'remedies', row.id, row.state === 'closed', row.owner?.id];
  const known = useQuery({
    queryKey: key,
    queryFn: () => listRemedies(row.id),
    placeholderData: keepPreviousData, // what is being written stays while it is asked for anew
    refetchInterval: 30_000,
  }).data;
  const fresh = (after: CaseRemedies): void => {
    setOffering(false);
    client.setQueriesData({ queryKey: ['cases', 'remedies', row.id] }, after);
    void client.invalidateQueries({ queryKey: ['cases', 'one', row.id] });
    void client.invalidateQueries({ queryKey: ['remedies'] });
  };
  if (!known || (!known.items.length && !(known.offerable && known.kinds.length))) return null;
  return (
    <section className="case-part" aria-label={t('title')}>
      <h4>
        {t('title')}
        {known.given ? <span className="num">{t('sum', { given: yuanOf(known.given, locale) })}</span> : null}
        {known.asked ? (
          <span className="num remedy-above">{t('sumAsked', { asked: yuanOf(known.asked, locale) })}</span>
        ) : null}
      </h4>
      <ul className="remedy-list">
        {known.items.map((one) => (
          <RemedyLine key={one.id} remedy={one} of={row.id} onDone={fresh} />
        ))}
      </ul>
      {offering ? (
        <OfferForm of={row.id} kinds={known.kinds} onDone={fresh} onCancel={() => setOffering(false)} />
      ) : null}
      {!offering && known.offerable && known.kinds.length ? (
        <Button size="small" onClick={() => setOffering(true)}>
          {t('offer')}
        </Button>
      ) : null}
    </section>
  );
}
