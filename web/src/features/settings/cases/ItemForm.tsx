/** One item of the arrangement: written, stepped back, saved as a draft, taken away; others who write it are told of. */
import { UndoOutlined } from '@ant-design/icons';
import { Alert, Button, Select } from 'antd';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import type { ConfigEntry, Name } from '@/api/types';
import { waits, type Body } from '@/shared/config/entries';
import { MeanwhileNote } from '@/shared/config/MeanwhileNote';
import { touched } from '@/shared/config/meanwhile';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { Names, put, type Props } from './fields';
import { PromiseForm, UrgencyForm } from './OtherForms';
import { flat, freeKey, parentOf, pathName, possibleParents, type Node } from './tree';
import { TypeForm } from './TypeForm';
import { useArranging, type Kind } from './use-arranging';
import { arrangeWords } from './words';

interface ItemProps {
  kind: Kind;
  /** null: a new one. */
  entry: ConfigEntry | null;
  usual: Body;
  nodes: readonly Node[];
  taken: readonly string[];
  uses: number;
  onDone: (key: string | null) => void;
}

const HANGS: readonly Kind[] = ['case_type', 'case_cause', 'case_solution'];

/** What differs, as the names of fields. */
export function useFieldNames(): (before: Body, after: Body) => string {
  const t = useTexts(arrangeWords);
  const locale = useLocale();
  const words: Record<string, string> = arrangeWords[locale];
  return (before, after) =>
    listIn(
      touched(before, after).map((field) => words[field] ?? t('name')),
      locale,
    );
}

function Parent({ kind, entry, nodes, body, change }: ItemProps & Props) {
  const t = useTexts(arrangeWords);
  const locale = useLocale();
  const parent = parentOf(body);
  if (kind === 'case_type' && entry && parent === null) return null;
  const options = possibleParents(nodes, entry?.key ?? null).map(({ key }) => ({
    value: key,
    label: pathName(nodes, key, locale),
  }));
  return (
    <Field label={t('parent')}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        value={parent ?? ''}
        options={kind === 'case_type' ? options : [{ value: '', label: t('noParent') }, ...options]}
        onChange={(next: string) => change(put(body, 'parent', next || null))}
      />
    </Field>
  );
}

function Special(props: ItemProps & Props): ReactNode {
  const { kind, entry, nodes, body, change } = props;
  if (kind === 'case_urgency') return <UrgencyForm {...{ body, change }} />;
  if (kind === 'case_promise') return <PromiseForm {...{ body, change }} />;
  if (kind !== 'case_type') return null;
  const heads = flat(nodes).some((node) => node.body.parent === entry?.key);
  return <TypeForm {...{ body, change, nodes, heads }} typeKey={entry?.key ?? ''} />;
}

type Writing = ReturnType<typeof useArranging>;

function Further({ kind, entry, nodes, uses, writing }: ItemProps & { writing: Writing }) {
  const t = useTexts(arrangeWords);
  if (!entry) return null;
  const { key } = entry;
  const more =
    HANGS.includes(kind) && flat(nodes).some((node) => node.body.parent === key && !node.entry.draft_removes);
  const why = more ? t('removeHasMore') : uses ? t('removeUsed', { n: uses }) : '';
  return (
    <>
      {waits(entry) ? (
        <Button onClick={() => writing.act({ key, undo: true })}>
          {t(entry.draft_removes ? 'keep' : 'discard')}
        </Button>
      ) : null}
      {entry.value && !entry.draft_removes ? (
        <Button danger disabled={why !== ''} onClick={() => writing.act({ key, value: null })}>
          {t('remove')}
        </Button>
      ) : null}
      {why && entry.value ? <span className="quiet">{why}</span> : null}
    </>
  );
}

export function ItemForm(props: ItemProps) {
  const { kind, entry, usual, taken, onDone } = props;
  const t = useTexts(arrangeWords);
  const locale = useLocale();
  const writing = useArranging(kind, entry, usual);
  const { body, change } = writing;
  const differing = useFieldNames();
  const key = (): string => entry?.key ?? freeKey(body.name as Name | undefined, kind.slice(5), taken);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const at = key();
    writing.act({ key: at, value: body }, () => onDone(at));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    writing.undo();
  };
  const title = entry
    ? nameIn(body.name as Name | undefined, locale) || entry.key
    : t(`add_${kind}` as 'choose');
  return (
    <form className="arrange-form" aria-label={title} onSubmit={save} onKeyDown={onKey} noValidate>
      {entry?.draft_removes ? <Alert type="warning" showIcon title={t('removed')} /> : null}
      {kind === 'case_promise' ? null : <Names {...{ body, change }} first={entry === null} />}
      {HANGS.includes(kind) ? <Parent {...props} {...{ body, change }} /> : null}
      <Special {...props} {...{ body, change }} />
      <MeanwhileNote
        item={writing}
        say={(before, after) => [differing(before, after)]}
        field={(field) => arrangeWords[locale][field as 'name'] ?? field}
      />
      <Refused failure={writing.failure} />
      <div className="line-actions">
        <Button type="primary" htmlType="submit" loading={writing.pending}>
          {t('save')}
        </Button>
        <Button
          icon={<UndoOutlined aria-hidden />}
          title="Ctrl+Z"
          disabled={!writing.undoable}
          onClick={writing.undo}
        >
          {t('undo')}
        </Button>
        {entry ? (
          <Further {...props} writing={writing} />
        ) : (
          <Button onClick={() => onDone(null)}>{t('cancel')}</Button>
        )}
      </div>
    </form>
  );
}
