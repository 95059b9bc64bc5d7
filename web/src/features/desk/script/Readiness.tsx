/** Before the shift: what changed, read and rehearsed; the own checklist; ready. */
import { CheckCircleFilled } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import {
  beReady,
  confirmChange,
  getReadiness,
  keepChecklist,
  tickChecklist,
  type Change,
  type Readiness as Ready,
} from '@/api/scripts';
import { timeOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { Rehearsal } from './Rehearsal';
import { readyWords } from './words';
import './script.css';

const KEY = ['readiness'] as const;

function useReady() {
  const client = useQueryClient();
  const onError = useSayRefusal();
  const asked = useQuery({ queryKey: KEY, queryFn: getReadiness, staleTime: 60_000 });
  // What is ticked shows at once, and what the server says of an earlier tick takes no later one away.
  const [mine, setMine] = useState<Pick<Ready, 'day' | 'ticked'>>();
  const change = useMutation({
    scope: { id: 'readiness' },
    mutationFn: (ask: () => Promise<Ready>) => ask(),
    onSuccess: (ready) => client.setQueryData(KEY, ready),
    onError: (failure) => {
      onError(failure);
      setMine(undefined);
      void client.invalidateQueries({ queryKey: KEY });
    },
  });
  const known = asked.data;
  const listed = (id: string): boolean => known?.checklist.some((item) => item.id === id) ?? false;
  const ready = known && mine?.day === known.day ? { ...known, ticked: mine.ticked.filter(listed) } : known;
  const tick = (ticked: string[]): void => {
    if (known) setMine({ day: known.day, ticked });
    change.mutate(() => tickChecklist(ticked));
  };
  const again = (): void => void client.invalidateQueries({ queryKey: KEY });
  return { ready, change: change.mutate, tick, again };
}

interface ChangeGiven {
  change: Change;
  confirm: () => void;
  rehearse: () => void;
}

function ChangeLine({ change, confirm, rehearse }: ChangeGiven) {
  const t = useTexts(readyWords);
  const locale = useLocale();
  return (
    <li className="ready-change">
      <details open={!change.read}>
        <summary>
          <strong>{nameIn(change.name, locale)}</strong>{' '}
          <span className="quiet">{t('version', { n: change.version })}</span>{' '}
          {change.fresh ? <span className="pill live">{t('fresh')}</span> : null}
          {change.read ? <span className="pill good">{t('isRead')}</span> : null}
          {change.rehearsed ? <span className="pill good">{t('isRehearsed')}</span> : null}
        </summary>
        {change.note ? <p className="quiet">{change.note}</p> : null}
        <ol>
          {change.lines.map((line, place) => (
            <li key={place}>{nameIn(line, locale)}</li>
          ))}
        </ol>
        <div className="script-do">
          {change.read ? null : (
            <Button size="small" type="primary" onClick={confirm}>
              {t('read')}
            </Button>
          )}
          <Button size="small" onClick={rehearse}>
            {t('rehearse')}
          </Button>
        </div>
      </details>
    </li>
  );
}

/** Ids stay those of lines that stay, so that what is ticked today stays ticked. */
export function itemsOf(text: string, before: Ready['checklist']): Ready['checklist'] {
  const lines = text.split('\n').map((line) => line.trim().slice(0, 200));
  const wanted = [...new Set(lines)].filter(Boolean).slice(0, 20);
  const taken = new Set(before.map(({ id }) => id));
  let last = 0;
  const fresh = (): string => {
    do last += 1;
    while (taken.has(`own-${last}`));
    return `own-${last}`;
  };
  return wanted.map((line) => before.find(({ text: same }) => same === line) ?? { id: fresh(), text: line });
}

interface ListGiven {
  ready: Ready;
  change: (ask: () => Promise<Ready>) => void;
  keepTicks: (ticked: string[]) => void;
}

function Checklist({ ready, change, keepTicks }: ListGiven) {
  const t = useTexts(readyWords);
  const [text, setText] = useState<string | null>(null);
  const keep = (items: Ready['checklist']): void => {
    change(() => keepChecklist(items));
    setText(null);
  };
  const tick = (id: string, on: boolean): void =>
    keepTicks(on ? [...ready.ticked, id] : ready.ticked.filter((one) => one !== id));
  if (text !== null) {
    return (
      <form
        className="ready-list"
        onSubmit={(event) => {
          event.preventDefault();
          keep(itemsOf(text, ready.checklist));
        }}
      >
        <Input.TextArea
          autoFocus
          aria-label={t('one')}
          placeholder={t('one')}
          autoSize={{ minRows: 4, maxRows: 12 }}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="script-do">
          <Button size="small" type="primary" htmlType="submit">
            {t('save')}
          </Button>
          {ready.own ? (
            <Button size="small" onClick={() => keep([])}>
              {t('reset')}
            </Button>
          ) : null}
          <Button size="small" type="text" onClick={() => setText(null)}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    );
  }
  return (
    <div className="ready-list">
      {ready.checklist.map(({ id, text: item }) => (
        <Checkbox
          key={id}
          checked={ready.ticked.includes(id)}
          onChange={(event) => tick(id, event.target.checked)}
        >
          {item}
        </Checkbox>
      ))}
      <Button
        type="link"
        size="small"
        onClick={() => setText(ready.checklist.map((item) => item.text).join('\n'))}
      >
        {t('edit')}
      </Button>
    </div>
  );
}

export function Readiness() {
  const t = useTexts(readyWords);
  const locale = useLocale();
  const { ready, change, tick, again } = useReady();
  const [walked, setWalked] = useState<Change | null>(null);
  if (!ready) return null;
  const open =
    ready.changes.filter(({ read }) => !read).length + ready.checklist.length - ready.ticked.length;
  return (
    <section className="panel ready" aria-label={t('title')}>
      <div className="panel-head">
        <h2>{t('title')}</h2>
        <span className="push">
          {ready.ready_at ? (
            <span className="pill good">
              <CheckCircleFilled aria-hidden />{' '}
              {t('isReady', { time: timeOf(new Date(ready.ready_at)).slice(0, 5) })}
            </span>
          ) : null}
        </span>
      </div>
      <div className="ready-body">
        <div>
          <h3>{t(ready.since ? 'since' : 'first')}</h3>
          {ready.changes.length ? (
            <ul className="ready-changes">
              {ready.changes.map((one) => (
                <ChangeLine
                  key={`${one.script}/${one.version}`}
                  change={one}
                  confirm={() => change(() => confirmChange(one.script, one.version))}
                  rehearse={() => setWalked(one)}
                />
              ))}
            </ul>
          ) : (
            <p className="quiet">{t('nothing')}</p>
          )}
        </div>
        <div>
          <h3>{t('checklist')}</h3>
          <Checklist ready={ready} change={change} keepTicks={tick} />
          {open ? <p className="quiet">{t('open', { n: open })}</p> : null}
          {ready.ready_at ? null : <Button onClick={() => change(beReady)}>{t('ready')}</Button>}
        </div>
      </div>
      {walked ? (
        <Rehearsal
          key={`${walked.script}/${walked.version}`}
          script={walked.script}
          version={walked.version}
          name={nameIn(walked.name, locale)}
          close={() => setWalked(null)}
          done={again}
        />
      ) : null}
    </section>
  );
}
