/** Tasks, and the cases that belong with this one. */
import { useMutation } from '@tanstack/react-query';
import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { addTask, settleTask, type CaseLine, type CaseWhole } from '@/api/cases';
import { numberOf } from '@/shared/format/case-number';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { detailWords } from './detail-words';
import { StateMark } from './Marks';
import { useFresh } from './use-cases';

function Tasks({ row }: { row: CaseWhole }) {
  const t = useTexts(detailWords);
  const locale = useLocale();
  const session = useSession();
  const fresh = useFresh();
  const sayRefusal = useSayRefusal();
  const [text, setText] = useState('');
  const adding = useMutation({
    mutationFn: () => addTask(row.id, text, session.agent?.id ?? null),
    onSuccess: (after) => {
      setText('');
      fresh(after);
    },
    onError: sayRefusal,
  });
  const settling = useMutation({
    mutationFn: ({ task, done }: { task: string; done: boolean }) => settleTask(row.id, task, done),
    onSuccess: fresh,
    onError: sayRefusal,
  });
  const works = may(session, 'cases.work');
  const adds = works && row.state !== 'closed';
  if (!adds && !row.tasks.length) return null;
  return (
    <section className="case-part" aria-label={t('tasks')}>
      <h4>{t('tasks')}</h4>
      <ul className="case-tasks">
        {row.tasks.map((task) => (
          <li key={task.id}>
            <Checkbox
              checked={task.done_at !== null}
              disabled={!works}
              onChange={(event) => settling.mutate({ task: task.id, done: event.target.checked })}
            >
              <span className={task.done_at ? 'case-done' : ''}>{task.text}</span>{' '}
              <span className="quiet">{nameIn(task.agent?.name, locale)}</span>
            </Checkbox>
          </li>
        ))}
      </ul>
      {adds ? (
        <Input
          aria-label={t('addTask')}
          placeholder={t('addTask')}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={() => {
            if (text.trim() && !adding.isPending) adding.mutate();
          }}
        />
      ) : null}
    </section>
  );
}

function Lines({ label, rows }: { label: string; rows: CaseLine[] }) {
  if (!rows.length) return null;
  return (
    <section className="case-part" aria-label={label}>
      <h4>{label}</h4>
      <ul className="case-near">
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/cases/${row.id}`}>
              <span className="num quiet">{numberOf(row.number)}</span> <span>{row.subject}</span>
              <StateMark row={row} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Around({ row }: { row: CaseWhole }) {
  const t = useTexts(detailWords);
  return (
    <>
      <Tasks row={row} />
      <Lines label={t('master')} rows={row.master ? [row.master] : []} />
      <Lines label={t('under')} rows={row.under} />
      <Lines label={t('duplicateOf')} rows={row.duplicate_of ? [row.duplicate_of] : []} />
      <Lines label={t('duplicates')} rows={row.duplicates} />
      <Lines label={t('related')} rows={row.cases} />
    </>
  );
}
