/** What queues, skills and calendars share: the mark of a draft, the key of a new item, what is done with a draft. */
import { Button, Input } from 'antd';
import type { ConfigEntry } from '@/api/types';
import { waits, type Body } from '@/shared/config/entries';
import { MeanwhileNote } from '@/shared/config/MeanwhileNote';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { pageWords } from './page-words';
import { queueWords } from './queue-words';
import type { useWriting } from './use-drafts';
import { useTeller } from './use-told';

/** That an item has a draft, in lists; nothing when it has none. */
export function DraftPill({ entry }: { entry: ConfigEntry }) {
  const t = useTexts(pageWords);
  if (!waits(entry)) return null;
  return (
    <span className={entry.draft_removes ? 'pill bad' : 'pill wait'}>
      {t(entry.draft_removes ? 'removes' : entry.value ? 'draft' : 'isNew')}
    </span>
  );
}

interface KeyProps {
  value: string;
  fault: string;
  onChange: (key: string) => void;
}

export function KeyField({ value, fault, onChange }: KeyProps) {
  const of = useTexts(queueWords);
  return (
    <Field label={of('key')} rule={of('keyRule')} fault={fault}>
      <Input
        autoFocus
        value={value}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value.toLowerCase().replace(/[^a-z0-9-]/g, '-'))}
      />
    </Field>
  );
}

type Writing = ReturnType<typeof useWriting>;

/** What somebody else did to the item meanwhile, in the words of the list of changes. */
function Meanwhile({ entry, kind, item }: { entry: ConfigEntry } & Pick<Writing, 'kind' | 'item'>) {
  const { tell, field } = useTeller();
  const say = (before: Body, after: Body): string[] =>
    tell([{ kind, key: entry.key, before, after }]).flatMap(({ lines }) => lines);
  return <MeanwhileNote item={item} say={say} field={field} />;
}

interface ActionsProps {
  writing: Writing;
  entry: ConfigEntry | null;
  /** What removes the item is called. */
  remove: string;
  onCancel: (() => void) | undefined;
}

interface OfDraftProps extends Pick<ActionsProps, 'remove'>, Pick<Writing, 'act'> {
  entry: ConfigEntry;
}

function OfDraft({ entry, remove, act }: OfDraftProps) {
  const of = useTexts(queueWords);
  const { key } = entry;
  return (
    <>
      {waits(entry) ? <Button onClick={() => act({ key, undo: true })}>{of('undo')}</Button> : null}
      {entry.value && !entry.draft_removes ? (
        <Button danger onClick={() => act({ key, value: null })}>
          {remove}
        </Button>
      ) : null}
    </>
  );
}

export function Actions({ writing, entry, remove, onCancel }: ActionsProps) {
  const of = useTexts(queueWords);
  const { ready, pending, changed, act, kind, item } = writing;
  return (
    <div className="route-actions">
      {entry && (item.meanwhile || item.aside) ? <Meanwhile entry={entry} kind={kind} item={item} /> : null}
      <Button type="primary" htmlType="submit" disabled={!ready} loading={pending}>
        {of('save')}
      </Button>
      {entry ? (
        <OfDraft entry={entry} remove={remove} act={act} />
      ) : (
        <Button onClick={onCancel}>{of('cancel')}</Button>
      )}
      {changed ? <span className="quiet">{of('unsaved')}</span> : null}
    </div>
  );
}
