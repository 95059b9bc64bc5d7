/** A key item: what one should know of a customer before the talk, where that comes from, how much it counts. */
import { Select } from 'antd';
import type { ConfigEntry } from '@/api/types';
import { bodyOf, useKind, type Body } from '@/shared/config/entries';
import { Field } from '@/shared/ui/Field';
import { useWords } from './all-words';
import { CustomerFieldForm } from './CustomerFieldForm';
import { Choice, put, useNamed, Whole, type Props } from './fields';

const SOURCES = [
  'name',
  'contact',
  'company',
  'addresses',
  'language',
  'level',
  'risk',
  'complaints',
  'own',
] as const;
const MOST_WEIGHT = 10;

interface KeyItemProps extends Props {
  entry: ConfigEntry | null;
  taken: readonly string[];
  setKey: (key: string | null) => void;
}

/** Without what only values of their own say. */
const plain = (body: Body): Body => put(put(body, 'type', null), 'choices', null);

/** A new item may be one of the fields that customers have already: it goes by that field's key. */
function WhichField({ body, change, taken, setKey }: KeyItemProps) {
  const word = useWords();
  const named = useNamed();
  const fields = (useKind('customer_field').data?.items ?? []).filter(({ key }) => !taken.includes(key));
  const options = fields.map((one) => ({ value: one.key, label: named(bodyOf(one).name, one.key) }));
  const choose = (key: string): void => {
    const rest = plain(body);
    const field = fields.find((one) => one.key === key);
    setKey(field ? key : null);
    change(field ? { ...rest, name: bodyOf(field).name } : { ...rest, type: 'text' });
  };
  if (!options.length) return null;
  return (
    <Field label={word('whichField')}>
      <Select
        defaultValue=""
        options={[{ value: '', label: word('anotherField') }, ...options]}
        onChange={choose}
      />
    </Field>
  );
}

export function KeyItemForm(props: KeyItemProps) {
  const { body, change, entry, setKey } = props;
  const word = useWords();
  const own = body.of === 'own';
  return (
    <>
      <Choice
        body={body}
        change={(next) => {
          setKey(null);
          change(next.of === 'own' ? { ...plain(next), type: 'text' } : plain(next));
        }}
        field="of"
        label={word('of')}
        rule={word(`ofRule_${String(body.of)}`)}
        options={SOURCES.map((value) => ({ value, label: word(`of_${value}`) }))}
      />
      {own && !entry ? <WhichField {...props} /> : null}
      {own && body.type === undefined ? <p className="quiet">{word('ownField')}</p> : null}
      {own && body.type !== undefined ? <CustomerFieldForm {...{ body, change }} isNew={!entry} /> : null}
      <Whole
        body={body}
        change={(next, about) => change(next.weight === 1 ? put(next, 'weight', null) : next, about)}
        field="weight"
        least={1}
        most={MOST_WEIGHT}
        usual={1}
      />
    </>
  );
}
