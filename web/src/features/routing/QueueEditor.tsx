/** One queue: how it stands, its form, and what may be done with its draft. */
import { Alert, App, Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { ConfigEntry } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Field } from './Field';
import { nameOf, waits, type Known } from './names';
import { pageWords } from './page-words';
import { stepsOf, type Body } from './plan';
import { QueueForm } from './QueueForm';
import { QueueNow, Worth } from './QueueNow';
import { queueWords } from './queue-words';
import { useDraft, useFaults, type Drafting } from './use-drafts';

const FIELDS = [
  'key', 'name', 'order', 'answer_seconds', 'steps', 'preferred_wait_seconds', 'reserve_after_seconds',
  'ageing_seconds', 'ageing_classes', 'resume_seconds', 'strategy', 'ring_seconds', 'rona_limit', 'rona_state',
  'wrap_up', 'wrap_up_seconds', 'auto_answer', 'overflows', 'max_waiting', 'max_wait_seconds',
  'refuse_when_empty', 'on_close', 'hours', 'help',
]; // prettier-ignore

interface Props {
  /** null: a new one. */
  entry: ConfigEntry | null;
  taken: string[];
  known: Known;
  mayChange: boolean;
}

function Head({ entry }: { entry: ConfigEntry }) {
  const t = useTexts(pageWords);
  const of = useTexts(queueWords);
  const locale = useLocale();
  return (
    <header className="route-head">
      <h2>{nameIn(nameOf(entry), locale) || entry.key}</h2>
      <span className="quiet num">{entry.key}</span>
      {waits(entry) ? (
        <span className={entry.draft_removes ? 'pill bad' : 'pill wait'}>
          {entry.draft_removes ? of('removing') : t('draft')}
        </span>
      ) : null}
      <Link className="push" to={`/routing/try?queue=${entry.key}${waits(entry) ? '&draft=1' : ''}`}>
        {waits(entry) ? of('tryDraft') : t('try')}
      </Link>
    </header>
  );
}

interface ActionsProps {
  entry: ConfigEntry | null;
  ready: boolean;
  pending: boolean;
  changed: boolean;
  act: (draft: Drafting) => void;
}

function Actions({ entry, ready, pending, changed, act }: ActionsProps) {
  const of = useTexts(queueWords);
  const go = useNavigate();
  return (
    <div className="route-actions">
      <Button type="primary" htmlType="submit" disabled={!ready} loading={pending}>
        {of('save')}
      </Button>
      {entry && waits(entry) ? (
        <Button onClick={() => act({ key: entry.key, undo: true })}>{of('undo')}</Button>
      ) : null}
      {entry?.value && !entry.draft_removes ? (
        <Button danger onClick={() => act({ key: entry.key, value: null })}>
          {of('remove')}
        </Button>
      ) : null}
      {entry ? null : <Button onClick={() => void go('/routing/queues')}>{of('cancel')}</Button>}
      {changed ? <span className="quiet">{of('unsaved')}</span> : null}
    </div>
  );
}

export function QueueEditor({ entry, taken, known, mayChange }: Props) {
  const of = useTexts(queueWords);
  const go = useNavigate();
  const { message } = App.useApp();
  const from = useLocation().state as { failure?: unknown } | null;
  const [first] = useState<Body>(entry?.draft ?? entry?.value ?? {});
  const [body, setBody] = useState<Body>(first);
  const [key, setKey] = useState(entry?.key ?? '');
  const drafting = useDraft('queue');
  const faultAt = useFaults(drafting.error ?? from?.failure, FIELDS);
  const twice = !entry && taken.includes(key.trim());
  const save = (event: FormEvent): void => {
    event.preventDefault();
    drafting.mutate(
      { key: key.trim(), value: body },
      {
        onSuccess: () => {
          void message.success(of('saved'));
          void go(`/routing/queues/${key.trim()}`, { replace: true, state: null });
        },
      },
    );
  };
  return (
    <>
      {entry ? <Head entry={entry} /> : null}
      {entry?.value ? <QueueNow queue={entry.key} known={known} mayChange={mayChange} /> : null}
      <form className="route-form" onSubmit={save} noValidate>
        {faultAt('') ? <Alert type="error" showIcon role="alert" title={faultAt('')} /> : null}
        {mayChange ? null : <Alert type="info" showIcon title={of('readOnly')} />}
        {entry ? null : (
          <Field label={of('key')} rule={of('keyRule')} fault={twice ? of('taken') : faultAt('key')}>
            <Input
              autoFocus
              value={key}
              maxLength={40}
              autoComplete="off"
              onChange={(event) => setKey(event.target.value.toLowerCase().replace(/[^a-z0-9-]/g, '-'))}
            />
          </Field>
        )}
        <QueueForm
          own={entry?.key ?? key}
          known={known}
          editing={{ body, faultAt, onChange: setBody, disabled: !mayChange }}
        />
        {mayChange ? (
          <Actions
            entry={entry}
            ready={key.trim() !== '' && !twice && (body !== first || !entry)}
            pending={drafting.isPending}
            changed={body !== first}
            act={drafting.mutate}
          />
        ) : null}
      </form>
      {entry?.value ? <Worth queue={entry.key} planned={stepsOf(entry.value).length} /> : null}
      {entry ? (
        <details className="route-raw">
          <summary>{of('advanced')}</summary>
          <pre tabIndex={0}>{JSON.stringify(body, null, 2)}</pre>
        </details>
      ) : null}
    </>
  );
}
