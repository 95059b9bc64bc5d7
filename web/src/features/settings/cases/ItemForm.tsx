/** One item of the arrangement: written, stepped back, saved as a draft, taken away; others who write it are told of. */
import { UndoOutlined } from '@ant-design/icons';
import { Alert, Button, Select } from 'antd';
import { useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { ConfigEntry, Name } from '@/api/types';
import { waits, type Body } from '@/shared/config/entries';
import { MeanwhileNote } from '@/shared/config/MeanwhileNote';
import { touched } from '@/shared/config/meanwhile';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { useWords } from './all-words';
import { CustomerFieldForm } from './CustomerFieldForm';
import { Faults } from './faults';
import { Names, put, type Props } from './fields';
import { KeyItemForm } from './KeyItemForm';
import { HANGS, ONLY, type Kind } from './kinds';
import { LifeForm } from './LifeForm';
import { PLAIN } from './plain-forms';
import { flat, freeKey, parentOf, pathName, possibleParents, type Node } from './tree';
import { TypeForm } from './TypeForm';
import { useArranging } from './use-arranging';
import { arrangeWords } from './words';

interface ItemProps {
  kind: Kind;
  /** null: a new one. */
  entry: ConfigEntry | null;
  /** What is in force where nothing is arranged, by key. */
  usual: Record<string, Body>;
  /** What a new one says to begin with. */
  beginning: Body;
  nodes: readonly Node[];
  taken: readonly string[];
  uses: number;
  onDone: (key: string | null) => void;
}

/** How a field of a kind is called. */
export function useFieldName(): (kind: string, field: string) => string {
  const word = useWords();
  return (kind, field) => word(`${kind}_${field}`) || word(field) || field;
}

/** What differs, as the names of fields. */
export function useFieldNames(): (kind: string, before: Body, after: Body) => string {
  const locale = useLocale();
  const name = useFieldName();
  return (kind, before, after) =>
    listIn(
      touched(before, after).map((field) => name(kind, field)),
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

interface SpecialProps extends ItemProps, Props {
  /** A new one may be of a key that stands for something. */
  setKey: (key: string | null) => void;
}

function Special(props: SpecialProps): ReactNode {
  const { kind, entry, nodes, body, change, setKey, taken } = props;
  const given = { body, change };
  const Plain = PLAIN[kind];
  if (Plain) return <Plain {...given} />;
  if (kind === 'customer_field') return <CustomerFieldForm {...given} isNew={!entry} />;
  if (kind === 'customer_item') return <KeyItemForm {...given} {...{ entry, taken, setKey }} />;
  if (kind === 'ticket_life') return <LifeForm {...given} lifeKey={entry?.key ?? ''} />;
  if (kind !== 'case_type') return null;
  const heads = flat(nodes).some((node) => node.body.parent === entry?.key);
  return <TypeForm {...given} {...{ nodes, heads }} typeKey={entry?.key ?? ''} />;
}

type Writing = ReturnType<typeof useArranging>;

/** Taken away, or back to what is in force without it; one that the site does not want is switched off. */
function Away({ kind, entry, uses, nodes, usual, writing }: FurtherProps) {
  const t = useTexts(arrangeWords);
  const word = useWords();
  const { key, value, version } = entry;
  const more =
    HANGS.includes(kind) && flat(nodes).some((node) => node.body.parent === key && !node.entry.draft_removes);
  const used = word(`used_${kind}`, { n: uses }) || t('removeUsed', { n: uses });
  const why = more ? t('removeHasMore') : uses ? used : '';
  const standard = key in usual;
  return (
    <>
      {value && version ? (
        <Button danger disabled={why !== ''} onClick={() => writing.act({ key, value: null })}>
          {t(standard ? 'toStandard' : 'remove')}
        </Button>
      ) : null}
      {standard && !ONLY[kind] ? (
        <Button danger onClick={() => writing.act({ key, value: { off: true } })}>
          {t('switchOff')}
        </Button>
      ) : null}
      {why && value ? <span className="quiet">{why}</span> : null}
    </>
  );
}

type FurtherProps = ItemProps & { entry: ConfigEntry; writing: Writing };

function Further(props: FurtherProps) {
  const { entry, writing } = props;
  const t = useTexts(arrangeWords);
  const goes = entry.draft_removes;
  return (
    <>
      {waits(entry) ? (
        <Button onClick={() => writing.act({ key: entry.key, undo: true })}>
          {t(goes ? 'keep' : 'discard')}
        </Button>
      ) : null}
      {goes ? null : <Away {...props} />}
    </>
  );
}

/** One of the standard ones that the site does not want. */
function Off({ entry, writing }: { entry: ConfigEntry; writing: Writing }) {
  const t = useTexts(arrangeWords);
  const { key, value } = entry;
  const again = (): void =>
    writing.act(value?.off && !waits(entry) ? { key, value: null } : { key, undo: true });
  return (
    <div className="arrange-form">
      <Alert type="info" showIcon title={t('isOff')} />
      <Refused failure={writing.failure} />
      <div className="line-actions">
        <Button onClick={again}>{t('switchOn')}</Button>
      </div>
    </div>
  );
}

/** Saved under a key of its own, or one that its name gives; stepped back by Ctrl+Z. */
function useSaving({ kind, entry, taken, onDone }: ItemProps, writing: Writing) {
  const [known, setKey] = useState<string | null>(null);
  const key = (): string =>
    entry?.key ?? known ?? freeKey(writing.body.name as Name | undefined, kind.split('_')[1] ?? kind, taken);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const at = key();
    writing.act({ key: at, value: writing.body }, () => onDone(at));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    writing.undo();
  };
  return { save, onKey, setKey };
}

function Actions(props: ItemProps & { writing: Writing }) {
  const { entry, writing, onDone } = props;
  const t = useTexts(arrangeWords);
  return (
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
        <Further {...props} entry={entry} />
      ) : (
        <Button onClick={() => onDone(null)}>{t('cancel')}</Button>
      )}
    </div>
  );
}

export function ItemForm(props: ItemProps) {
  const { kind, entry, usual, beginning } = props;
  const t = useTexts(arrangeWords);
  const word = useWords();
  const locale = useLocale();
  const writing = useArranging(kind, entry, beginning);
  const { body, change } = writing;
  const differing = useFieldNames();
  const fieldName = useFieldName();
  const { save, onKey, setKey } = useSaving(props, writing);
  if (entry && body.off === true && !entry.draft_removes) return <Off {...{ entry, writing }} />;
  const title = entry ? nameIn(body.name as Name | undefined, locale) || entry.key : word(`add_${kind}`);
  const standard = entry !== null && entry.key in usual;
  return (
    <form className="arrange-form" aria-label={title} onSubmit={save} onKeyDown={onKey} noValidate>
      {entry?.draft_removes ? (
        <Alert type="warning" showIcon title={t(standard ? 'becomesStandard' : 'removed')} />
      ) : null}
      <Faults failure={writing.failure}>
        {ONLY[kind] ? null : <Names {...{ body, change }} first={entry === null} />}
        {HANGS.includes(kind) ? <Parent {...props} {...{ body, change }} /> : null}
        <Special {...props} {...{ body, change, setKey }} />
      </Faults>
      <MeanwhileNote
        item={writing}
        say={(before, after) => [differing(kind, before, after)]}
        field={(field) => fieldName(kind, field)}
      />
      <Refused failure={writing.failure} />
      <Actions {...props} writing={writing} />
    </form>
  );
}
