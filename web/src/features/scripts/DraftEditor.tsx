/** Writing a version: its lines (or the four parts), until when it holds, what changed. Faults show as one saves. */
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { writeScript, type Script, type Version, type Vocabulary } from '@/api/scripts';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { graphOf, partsOf, type Body } from './draft';
import { GraphEditor } from './GraphEditor';
import { PartsEditor } from './PartsEditor';
import { useChange } from './use-scripts';
import { libraryWords } from './words';

interface Given {
  script: Script;
  /** What one begins with: the draft, or the version of before. */
  from: Version | undefined;
  draft: Version | undefined;
  vocabulary: Vocabulary;
  close: () => void;
}

export function DraftEditor({ script, from, draft, vocabulary, close }: Given) {
  const t = useTexts(libraryWords);
  const { message } = App.useApp();
  const change = useChange();
  const parts = script.scene === 'service_talk';
  const [body, setBody] = useState<Body>(() =>
    parts ? { parts: partsOf(from?.body ?? {}) } : { graph: graphOf(from?.body ?? {}) },
  );
  const [review, setReview] = useState(draft?.review_on ?? '');
  const [expiry, setExpiry] = useState(draft?.expires_on ?? '');
  const [note, setNote] = useState(draft?.note ?? '');
  const save = (): void =>
    change.mutate(
      () =>
        writeScript(script.id, {
          body,
          revision: draft?.revision ?? 0,
          review_on: review || null,
          expires_on: expiry || null,
          note,
        }),
      {
        onSuccess: () => {
          void message.success(t('saved'));
          close();
        },
      },
    );
  return (
    <form
      className="library-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {parts ? (
        <PartsEditor parts={partsOf(body)} change={(after) => setBody({ parts: after })} />
      ) : (
        <GraphEditor
          graph={graphOf(body)}
          vocabulary={vocabulary}
          faults={draft?.problems ?? []}
          change={(graph) => setBody({ graph })}
        />
      )}
      <div className="library-dates">
        <Field label={t('reviewOn')}>
          <Input type="date" value={review} onChange={(event) => setReview(event.target.value)} />
        </Field>
        <Field label={t('expiresOn')}>
          <Input type="date" value={expiry} onChange={(event) => setExpiry(event.target.value)} />
        </Field>
        <Field label={t('note')} rule={t('noteHint')}>
          <Input maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
      <div className="library-decide">
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('save')}
        </Button>
        <Button onClick={close}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
