/** One field of a form: what it is called, its kind, its choices, whether it must be filled in, and when it is asked. */
import { Input, Select, Switch } from 'antd';
import type { CaseField } from '@/api/cases';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { Choices } from './Choices';
import { answersOf, earlier, FIELD_KINDS, withChoice, type Form } from './form-edits';
import { formWords } from './form-words';
import { reworded } from './pairs';

interface Props {
  form: Form;
  field: CaseField;
  change: (field: CaseField, about?: string) => void;
}

type FieldName = CaseField['name'];

function without(field: CaseField, part: 'when' | 'required'): CaseField {
  const rest = { ...field };
  delete rest[part];
  return rest;
}

/** While which earlier answer it is asked. */
function When({ form, field, change }: Props) {
  const t = useTexts(formWords);
  const locale = useLocale();
  const say = (name: FieldName): string => nameIn(name, locale) || t('unnamed');
  const before = earlier(form, field.id);
  const on = before.find(({ id }) => id === field.when?.field);
  if (!before.length) return null;
  const depend = (id: string): void => {
    const rest = without(field, 'when');
    const of = before.find((one) => one.id === id);
    change(of ? { ...rest, when: { field: id, is: answersOf(of).slice(0, 1) } } : rest);
  };
  const answer = (value: string | boolean): string => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    return say(on?.choices?.find(({ id }) => id === value)?.name ?? { zh: value });
  };
  return (
    <>
      <Field label={t('when')}>
        <Select
          value={field.when?.field ?? ''}
          options={[
            { value: '', label: t('always') },
            ...before.map(({ id, name }) => ({ value: id, label: t('whenField', { name: say(name) }) })),
          ]}
          onChange={depend}
        />
      </Field>
      {on && field.when ? (
        <Field label={t('whenIs')}>
          <Select
            mode="multiple"
            value={field.when.is.map(String)}
            options={answersOf(on).map((value) => ({ value: String(value), label: answer(value) }))}
            onChange={(chosen: string[]) => {
              const is = answersOf(on).filter((value) => chosen.includes(String(value)));
              if (is.length) change({ ...field, when: { field: on.id, is } });
            }}
          />
        </Field>
      ) : null}
    </>
  );
}

const PERSONAL: readonly string[] = ['phone', 'id_number'];

export function FieldEditor({ form, field, change }: Props) {
  const t = useTexts(formWords);
  const rename = (language: 'zh' | 'en') => (event: { target: { value: string } }) =>
    change({ ...field, name: reworded(field.name, language, event.target.value) }, `${field.id} ${language}`);
  return (
    <div className="form-field">
      <Field label={t('label')}>
        <Input autoFocus={!field.name.zh} value={field.name.zh} maxLength={80} onChange={rename('zh')} />
      </Field>
      <Field label={t('labelEn')}>
        <Input value={field.name.en ?? ''} maxLength={80} onChange={rename('en')} />
      </Field>
      <Field label={t('kind')} rule={PERSONAL.includes(field.kind) ? t('personal') : ''}>
        <Select
          value={field.kind}
          options={FIELD_KINDS.map((value) => ({ value, label: t(`kind_${value}`) }))}
          onChange={(kind) => change({ ...field, kind })}
        />
      </Field>
      <Field label={t('required')}>
        <Switch
          checked={field.required ?? false}
          onChange={(on) => {
            const rest = without(field, 'required');
            change(on ? { ...rest, required: true } : rest);
          }}
        />
      </Field>
      {field.kind === 'choice' ? (
        <Choices
          choices={field.choices ?? []}
          set={(choices, about) => change({ ...field, choices }, about && `${field.id} ${about}`)}
          add={() => change(withChoice(field))}
        />
      ) : null}
      <When form={form} field={field} change={change} />
    </div>
  );
}
