/** Where a way leads: the end, another node, or a new one of a kind. */
import { Select } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { editWords } from '../edit-words';
import { useEditing } from '../editing';
import { textOf } from '@/shared/flow/plain';
import type { Place } from '../graph';
import { kindsFor } from '../kinds';
import { kindWords } from '../kind-words';
import { pageWords } from '../page-words';
import { kindName, titleOf } from '../say';
import type { FieldProps } from './shape';

const NEW = '+';
const END = '.';

interface GoalProps {
  /** The node that it leaves. */
  name: string;
  at: Place;
  to: string;
  label: string;
  /** It must not end here. */
  needed?: boolean;
  /** Given by the field that it stands in. */
  id?: string;
  status?: 'error';
}

/** The choice of a goal alone; what it is given by a field goes to it. */
export function WaySelect({ name, at, to, label, needed = false, status, ...rest }: GoalProps) {
  const { graph, set, add, disabled, words } = useEditing();
  const t = useTexts(pageWords);
  const k = useTexts(kindWords);
  const e = useTexts(editWords);
  const nodes = Object.keys(graph.nodes).map((one) => ({
    value: one,
    label: titleOf(one, graph.nodes[one], words),
  }));
  const gone = to && !graph.nodes[to] ? [{ value: to, label: to }] : [];
  const fresh = kindsFor(graph.for === 'desk').map((kind) => ({
    value: `${NEW}${kind}`,
    label: kindName(kind, k),
  }));
  const options = [
    ...(needed ? [] : [{ value: END, label: t('ends') }]),
    ...gone,
    { label: t('nodes'), options: nodes },
    { label: t('newNode'), options: fresh },
  ];
  const lead = (next: string | null): void => {
    if (next === null) return;
    if (next.startsWith(NEW)) add({ kind: next.slice(NEW.length), from: { node: name, way: { at, to } } });
    else set(name, at, next === END ? '' : next);
  };
  return (
    <Select
      {...rest}
      aria-label={label}
      value={to || (needed ? null : END)}
      placeholder={e('notSet')}
      status={gone.length ? 'error' : (status ?? '')}
      showSearch={{ optionFilterProp: 'label' }}
      disabled={disabled}
      options={options}
      onChange={lead}
    />
  );
}

export function WayField({ spec, name, node, label, fault }: FieldProps) {
  return (
    <Field label={label} fault={fault}>
      <WaySelect
        name={name}
        at={[spec.name]}
        to={textOf(node[spec.name])}
        label={label}
        needed={spec.needed ?? false}
      />
    </Field>
  );
}
