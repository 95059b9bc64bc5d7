/** What a walk or a test supposes of the world: who calls, what is open, what look-ups find. */
import { AutoComplete, Input, Segmented, Select } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { without } from '@/shared/flow/plain';
import { useEditing } from '../editing';
import { FieldSet } from '../fields/Set';
import { entriesOf, isTable, textOf } from '@/shared/flow/plain';
import type { Given, Node } from '../graph';
import { titleOf } from '../say';
import { supposed } from './does';
import { walkWords } from './walk-words';

interface Props {
  given: Given;
  onChange: (given: Given) => void;
}

interface FoundProps extends Props {
  name: string;
  node: Node;
}

/** What one look-up finds: each field that the flow wants of it. */
function Found({ name, node, given, onChange }: FoundProps) {
  const { graph, words } = useEditing();
  const t = useTexts(walkWords);
  const found = given.found ?? {};
  const values = found[name];
  const wanted = entriesOf(node.into).map(([, path]) => String(path));
  const write = (next: Record<string, unknown> | null): void =>
    onChange({ ...given, found: { ...found, [name]: next } });
  const label = t('found', { what: titleOf(name, node, words) });
  const plain = wanted.filter((path) => path !== '' && !path.includes('.'));
  return (
    <FieldSet label={label} fault="">
      <Segmented
        aria-label={label}
        value={isTable(values) ? 'yes' : 'no'}
        options={[
          { value: 'no', label: t('found_no') },
          { value: 'yes', label: t('found_yes') },
        ]}
        onChange={(way) => write(way === 'yes' ? (graph.nodes[name] ? {} : null) : null)}
      />
      {isTable(values)
        ? plain.map((path) => (
            <Input
              key={path}
              aria-label={t('foundField', { name: path })}
              placeholder={t('foundField', { name: path })}
              value={textOf(values[path])}
              maxLength={200}
              onChange={(event) => write({ ...values, [path]: event.target.value })}
            />
          ))
        : null}
    </FieldSet>
  );
}

const VALUES = [
  'call.now',
  'call.weekday',
  'call.language',
  'customer.known',
  'customer.vip',
  'customer.name',
];

/** Built-in values that conditions of the graph look at. */
function useAsked(): string[] {
  const { graph } = useEditing();
  const written = JSON.stringify(Object.values(graph.nodes));
  return VALUES.filter((one) => written.includes(`"${one}"`) || written.includes(`{${one}}`));
}

const asValue = (typed: string): string | boolean =>
  typed === 'true' || typed === 'false' ? typed === 'true' : typed;

export function Supposed({ given, onChange }: Props) {
  const { graph, words } = useEditing();
  const t = useTexts(walkWords);
  const { calendars, lookUps } = supposed(graph);
  const asked = useAsked();
  const about = isTable(given.about) ? given.about : {};
  return (
    <>
      <Field label={t('number')} rule={t('numberRule')}>
        <Input
          value={given.number ?? ''}
          inputMode="tel"
          maxLength={20}
          onChange={(event) => onChange({ ...given, number: event.target.value })}
        />
      </Field>
      {calendars.map((calendar) => {
        const label = t('openAt', { what: words.known('hours', calendar) });
        return (
          <Field key={calendar} label={label}>
            <Select
              value={given.open?.[calendar] === false ? 'closed' : 'open'}
              options={(['open', 'closed'] as const).map((value) => ({ value, label: t(value) }))}
              onChange={(way: string) =>
                onChange({ ...given, open: { ...given.open, [calendar]: way === 'open' } })
              }
            />
          </Field>
        );
      })}
      {asked.map((name) => (
        <Field key={name} label={t('variable', { name })}>
          <AutoComplete
            value={about[name] === undefined ? '' : String(about[name])}
            options={/known|vip/.test(name) ? [{ value: 'true' }, { value: 'false' }] : []}
            onChange={(typed: string) => {
              const rest = without(about, name);
              onChange({ ...given, about: typed ? { ...rest, [name]: asValue(typed) } : rest });
            }}
          />
        </Field>
      ))}
      {lookUps.map(([name, node]) => (
        <Found key={name} name={name} node={node} given={given} onChange={onChange} />
      ))}
    </>
  );
}
