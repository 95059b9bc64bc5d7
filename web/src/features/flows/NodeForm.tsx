/** One node as a form: what it is called, what its kind needs, what may be done with it. */
import { CopyOutlined, DeleteOutlined, FlagOutlined } from '@ant-design/icons';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { copyNode, isName, renameNode } from './edits';
import { useEditing } from './editing';
import { faultAt, useFaultWords } from './faults';
import { FieldOf } from './fields/FieldOf';
import { isTable, textOf } from '@/shared/flow/plain';
import { before, type Node } from './graph';
import { kindOf, KINDS, type FieldSpec } from './kinds';
import { kindWords } from './kind-words';
import { pageWords } from './page-words';
import { fieldName, titleOf } from './say';

interface Props {
  name: string;
  node: Node;
}

/** Its name, written when the field is left. */
function NameField({ name }: { name: string }) {
  const { graph, change, choose, disabled } = useEditing();
  const t = useTexts(pageWords);
  const [typed, setTyped] = useState(name);
  const good = typed === name || (isName(typed) && !graph.nodes[typed]);
  const done = (): void => {
    if (!good || typed === name) return setTyped(name);
    change(renameNode(graph, name, typed));
    choose(typed);
  };
  return (
    <Field label={t('rename')} rule={good ? '' : t('renameRule')}>
      <Input
        value={typed}
        maxLength={40}
        status={good ? '' : 'error'}
        disabled={disabled}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={done}
        onPressEnter={done}
      />
    </Field>
  );
}

function Titles({ name, node }: Props) {
  const { set, disabled } = useEditing();
  const t = useTexts(pageWords);
  const title = isTable(node.title) ? node.title : {};
  const write = (language: string, text: string): void => {
    const next = { zh: textOf(title.zh), en: textOf(title.en), [language]: text };
    set(name, ['title'], next.zh || next.en ? next : undefined);
  };
  return (
    <>
      <Field label={t('titleZh')}>
        <Input
          value={textOf(title.zh)}
          lang="zh"
          maxLength={40}
          disabled={disabled}
          onChange={(event) => write('zh', event.target.value)}
        />
      </Field>
      <Field label={t('titleEn')}>
        <Input
          value={textOf(title.en)}
          lang="en"
          maxLength={40}
          disabled={disabled}
          onChange={(event) => write('en', event.target.value)}
        />
      </Field>
    </>
  );
}

function Fields({ name, node, fields }: Props & { fields: readonly FieldSpec[] }) {
  const { problems } = useEditing();
  const k = useTexts(kindWords);
  const say = useFaultWords();
  return fields.map((spec) => (
    <FieldOf
      key={spec.name}
      spec={spec}
      name={name}
      node={node}
      label={fieldName(spec, k)}
      fault={faultAt(problems, name, spec.name).map(say).join(' ')}
    />
  ));
}

/** What stands against the node as a whole. */
function Whole({ name, fields }: { name: string; fields: readonly FieldSpec[] }) {
  const { problems } = useEditing();
  const say = useFaultWords();
  const known = fields.map((spec) => spec.name);
  const mine = problems.filter((one) => one.node === name && !known.includes(one.field.split('.')[0] ?? ''));
  return mine.map((one, nth) => <Alert key={nth} type="error" showIcon title={say(one)} />);
}

function Before({ name }: { name: string }) {
  const { graph, choose, words } = useEditing();
  const t = useTexts(pageWords);
  const from = before(graph, name);
  if (!from.length) return null;
  return (
    <p className="flow-before">
      <span className="quiet">{t('reachedFrom')}</span>
      {from.map((one) => (
        <Button key={one} type="link" size="small" onClick={() => choose(one)}>
          {titleOf(one, graph.nodes[one], words)}
        </Button>
      ))}
    </p>
  );
}

function Doing({ name }: { name: string }) {
  const { graph, change, choose, remove } = useEditing();
  const t = useTexts(pageWords);
  const copy = (): void => {
    const made = copyNode(graph, name);
    change(made.graph);
    choose(made.name);
  };
  return (
    <div className="flow-doing">
      {graph.start === name ? null : (
        <Button icon={<FlagOutlined aria-hidden />} onClick={() => change({ ...graph, start: name })}>
          {t('makeStart')}
        </Button>
      )}
      <Button icon={<CopyOutlined aria-hidden />} onClick={copy}>
        {t('copy')}
      </Button>
      <Button danger icon={<DeleteOutlined aria-hidden />} onClick={() => remove(name)}>
        {t('deleteNode')}
      </Button>
    </div>
  );
}

export function NodeForm({ name, node }: Props) {
  const { disabled } = useEditing();
  const t = useTexts(pageWords);
  const fields = KINDS[kindOf(node)]?.fields ?? [];
  const late = fields.filter((spec) => spec.late);
  return (
    <form className="flow-form" onSubmit={(event) => event.preventDefault()}>
      <Whole name={name} fields={fields} />
      <Fields name={name} node={node} fields={fields.filter((spec) => !spec.late)} />
      {late.length ? (
        <details className="flow-more" open={late.some((spec) => node[spec.name] !== undefined) || undefined}>
          <summary>{t('more')}</summary>
          <Fields name={name} node={node} fields={late} />
        </details>
      ) : null}
      <hr />
      <NameField key={name} name={name} />
      <Titles name={name} node={node} />
      <Before name={name} />
      {disabled ? null : <Doing name={name} />}
    </form>
  );
}
