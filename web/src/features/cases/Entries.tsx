/** What happened, the newest first, and a field for what is new. */
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { noteCase, type CaseWhole } from '@/api/cases';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { Refused } from '@/shared/ui/Refused';
import { detailWords } from './detail-words';
import { saidOf } from './entry-words';
import { incidentSaid } from './incidents/said';
import { incidentWords } from './incidents/words';
import { visitSaid } from './visits/said';
import { visitWords } from './visits/words';
import { keptSaid, keptWords } from './kept/entry-words';
import { receiptSaid } from './receipts/said';
import { receiptWords } from './receipts/words';
import { useFresh } from './use-cases';

function NewNote({ id }: { id: string }) {
  const t = useTexts(detailWords);
  const fresh = useFresh();
  const [text, setText] = useState('');
  const saving = useMutation({
    mutationFn: () => noteCase(id, text),
    onSuccess: (after) => {
      setText('');
      fresh(after);
    },
  });
  const save = (): void => {
    if (text.trim() && !saving.isPending) saving.mutate();
  };
  return (
    <form
      className="case-note"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Input.TextArea
        aria-label={t('addNote')}
        placeholder={t('addNote')}
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
        }}
      />
      <Button htmlType="submit" disabled={!text.trim()} loading={saving.isPending}>
        {t('saveNote')}
      </Button>
      <Refused failure={saving.error} />
    </form>
  );
}

export function Entries({ row }: { row: CaseWhole }) {
  const t = useTexts(detailWords);
  const tk = useTexts(keptWords);
  const tv = useTexts(visitWords);
  const ti = useTexts(incidentWords);
  const tr = useTexts(receiptWords);
  const locale = useLocale();
  const session = useSession();
  const now = dateAt(serverNow());
  return (
    <section className="case-part" aria-label={t('notes')}>
      <h4>{t('notes')}</h4>
      {may(session, 'cases.work') ? <NewNote id={row.id} /> : null}
      <ol className="case-entries">
        {row.entries.toReversed().map((entry) => {
          const { what, more } =
            keptSaid(entry, tk, locale) ??
            visitSaid(entry, tv, locale) ??
            incidentSaid(entry, ti, locale) ??
            receiptSaid(entry, tr, locale) ??
            saidOf(entry, t, locale);
          return (
            <li key={entry.id} className={`is-${entry.kind}`}>
              <span className="num quiet">{whenOf(entry.at, now)}</span>
              <span>
                <strong>{what}</strong>{' '}
                <span className="quiet">{nameIn(entry.by, locale) || t('house')}</span>
                {more ? <p className="facts-note">{more}</p> : null}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
