/** What the customer was told and asked, when they are told next, and a form for what was said just now. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { CaseWhole } from '@/api/cases';
import {
  askSatisfaction,
  listTellings,
  tellCustomer,
  type CaseTelling,
  type CaseTellings,
  type TellingHow,
} from '@/api/tellings';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Refused } from '@/shared/ui/Refused';
import { tellingWords } from './telling-words';

type What = CaseTelling['what'];
const WHATS: What[] = ['progress', 'result', 'satisfaction'];
const HOWS: TellingHow[] = ['call', 'message', 'mail', 'in_person'];
const SCORES = [5, 4, 3, 2, 1] as const;
const TEXT = { progress: 'textProgress', result: 'textResult', satisfaction: 'textSatisfaction' } as const;

interface FormProps {
  of: string;
  what: What;
  onDone: (after: CaseTellings) => void;
  onCancel: () => void;
}

function TellingForm({ of, what, onDone, onCancel }: FormProps) {
  const t = useTexts(tellingWords);
  const [how, setHow] = useState<TellingHow>('call');
  const [text, setText] = useState('');
  const [score, setScore] = useState<number | null>(null);
  const saving = useMutation({
    mutationFn: () =>
      what === 'satisfaction'
        ? askSatisfaction(of, { how, score: score || null, text })
        : tellCustomer(of, { what, how, text }),
    onSuccess: onDone,
  });
  const ready = what === 'satisfaction' ? score !== null : text.trim() !== '';
  const scores = SCORES.map((value) => ({ value: value as number, label: t(`score${value}`) }));
  return (
    <form
      className="case-asking panel"
      aria-label={t(what)}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !saving.isPending) saving.mutate();
      }}
    >
      <div className="remedy-fields">
        {what === 'satisfaction' ? (
          <Select
            autoFocus
            aria-label={t('score')}
            placeholder={t('score')}
            value={score}
            options={[...scores, { value: 0, label: t('declined') }]}
            onChange={setScore}
          />
        ) : (
          <strong>{t(what)}</strong>
        )}
        <Select
          aria-label={t('how')}
          value={how}
          options={HOWS.map((value) => ({ value, label: t(value) }))}
          onChange={setHow}
        />
      </div>
      <Input.TextArea
        autoFocus={what !== 'satisfaction'}
        aria-label={t(TEXT[what])}
        placeholder={t(TEXT[what])}
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Refused failure={saving.error} />
      <div className="actions">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={saving.isPending}>
          {t('save')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

function Line({ one }: { one: CaseTelling }) {
  const t = useTexts(tellingWords);
  const locale = useLocale();
  const score = one.score === null ? t('declined') : t(`score${one.score}` as 'score1');
  return (
    <li>
      <span className="num quiet">{whenOf(one.at, dateAt(serverNow()))}</span>
      <strong>{t(one.what)}</strong>
      {one.what === 'satisfaction' ? <span>{score}</span> : null}
      <span className="quiet">{[t(one.how), nameIn(one.by, locale)].filter(Boolean).join(' · ')}</span>
      {one.text ? <p className="facts-note">{one.text}</p> : null}
    </li>
  );
}

/** When the customer is told next, and what the type asks before the end. */
function Plan({ known }: { known: CaseTellings }) {
  const t = useTexts(tellingWords);
  const locale = useLocale();
  const open = known.asked.filter((what) =>
    what === 'result' ? !known.result_told_at : !known.satisfaction_asked_at,
  );
  const asks = known.tellable ? open.map((what) => t(what as What)) : [];
  const rest = [
    known.due_at ? t('next', { when: whenOf(known.due_at, dateAt(serverNow())) }) : '',
    known.every_hours ? t('every', { n: known.every_hours }) : '',
    asks.length ? t('asks', { what: listIn(asks, locale) }) : '',
  ].filter(Boolean);
  if (!known.due && !rest.length) return null;
  return (
    <p className="quiet">
      {known.due ? <strong className="remedy-above">{t('due')}</strong> : null}
      {known.due && rest.length ? ' · ' : ''}
      {rest.join(' · ')}
    </p>
  );
}

export function Tellings({ row }: { row: CaseWhole }) {
  const t = useTexts(tellingWords);
  const client = useQueryClient();
  const [what, say] = useState<What | null>(null);
  const key = ['cases', 'tellings', row.id, row.revision];
  const known = useQuery({
    queryKey: key,
    queryFn: () => listTellings(row.id),
    placeholderData: keepPreviousData, // what is being written stays while it is asked for anew
    refetchInterval: 60_000,
  }).data;
  const fresh = (after: CaseTellings): void => {
    say(null);
    client.setQueryData(key, after);
    void client.invalidateQueries({ queryKey: ['cases', 'one', row.id] });
  };
  if (!known || (!known.tellable && !known.items.length)) return null;
  return (
    <section className="case-part" aria-label={t('title')}>
      <h4>{t('title')}</h4>
      <Plan known={known} />
      <ul className="remedy-list">
        {known.items.map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </ul>
      {what ? (
        <TellingForm key={what} of={row.id} what={what} onDone={fresh} onCancel={() => say(null)} />
      ) : null}
      {known.tellable && !what ? (
        <div className="actions">
          {WHATS.map((one) => (
            <Button key={one} size="small" onClick={() => say(one)}>
              {t(one)}
            </Button>
          ))}
        </div>
      ) : null}
    </section>
  );
}
