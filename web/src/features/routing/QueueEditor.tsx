/** One queue: how it stands, its form, and what may be done with its draft. */
import { Alert, App } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { ConfigEntry } from '@/api/types';
import { nameOf, waits, type Body } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Actions, KeyField } from './Drafted';
import type { Known } from './names';
import { pageWords } from './page-words';
import { stepsOf } from './plan';
import { QueueForm } from './QueueForm';
import { QueueNow, Worth } from './QueueNow';
import { queueWords } from './queue-words';
import { useWriting } from './use-drafts';

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

/** What its steps were worth, and how it is kept, for who wants to know. */
function Behind({ entry, body }: { entry: ConfigEntry; body: Body }) {
  const of = useTexts(queueWords);
  return (
    <>
      {entry.value ? <Worth queue={entry.key} planned={stepsOf(entry.value).length} /> : null}
      <details className="route-raw">
        <summary>{of('advanced')}</summary>
        <pre tabIndex={0}>{JSON.stringify(body, null, 2)}</pre>
      </details>
    </>
  );
}

export function QueueEditor({ entry, taken, known, mayChange }: Props) {
  const of = useTexts(queueWords);
  const go = useNavigate();
  const { message } = App.useApp();
  const writing = useWriting('queue', entry, taken);
  const { body, key, faultAt } = writing;
  const saved = (): void => {
    void message.success(of('saved'));
    void go(`/routing/queues/${key.trim()}`, { replace: true, state: null });
  };
  return (
    <>
      {entry ? <Head entry={entry} /> : null}
      {entry?.value ? <QueueNow queue={entry.key} known={known} mayChange={mayChange} /> : null}
      <form className="route-form" onSubmit={(event) => writing.save(event, saved)} noValidate>
        {faultAt('') ? <Alert type="error" showIcon role="alert" title={faultAt('')} /> : null}
        {mayChange ? null : <Alert type="info" showIcon title={of('readOnly')} />}
        {entry ? null : <KeyField value={key} fault={writing.keyFault} onChange={writing.setKey} />}
        <QueueForm
          own={entry ? entry.key : key}
          known={known}
          editing={{ body, faultAt, onChange: writing.setBody, disabled: !mayChange }}
        />
        {mayChange ? (
          <Actions
            writing={writing}
            entry={entry}
            remove={of('remove')}
            onCancel={() => void go('/routing/queues')}
          />
        ) : null}
      </form>
      {entry ? <Behind entry={entry} body={body} /> : null}
    </>
  );
}
