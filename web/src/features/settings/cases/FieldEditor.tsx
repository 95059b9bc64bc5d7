/** One field of a form: what it is called, its kind, its choices, whether it must be filled in, and when it is asked. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select, Switch } from 'antd';
import type { CaseField } from '@/api/cases';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { answersOf, earlier, FIELD_KINDS, withChoice, type Form } from './form-edits';
import { formWords } from './form-words';

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

/** A name with one of its languages changed; without an English one, none at all. */
const renamed = ({ zh, en }: FieldName, language: 'zh' | 'en', word: string): FieldName => {
  const next = { zh, en, [language]: word };
  return next.en ? { zh: next.zh, en: next.en } : { zh: next.zh };
};

function Choices({ field, change }: Omit<Props, 'form'>) {
  const t = useTexts(formWords);
  const choices = field.choices ?? [];
  const rename = (at: number, language: 'zh' | 'en', word: string): void => {
    const next = choices.map((one, place) =>
      place === at ? { ...one, name: renamed(one.name, language, word) } : one,
    );
    change({ ...field, choices: next }, `${field.id} ${at} ${language}`);
  };
  return (
    <div className="field">
      <span>{t('choices')}</span>
      <ol className="form-choices">
        {choices.map((one, at) => (
          <li key={one.id}>
            <Input
              aria-label={t('choice', { n: at + 1 })}
              placeholder={t('choice', { n: at + 1 })}
              value={one.name.zh}
              maxLength={80}
              onChange={(event) => rename(at, 'zh', event.target.value)}
            />
            <Input
              aria-label={t('choiceEn', { n: at + 1 })}
              placeholder="English"
              value={one.name.en ?? ''}
              maxLength={80}
              onChange={(event) => rename(at, 'en', event.target.value)}
            />
            <Button
              type="text"
              aria-label={t('removeChoice', { n: at + 1 })}
              icon={<DeleteOutlined />}
              disabled={choices.length === 1}
              onClick={() => change({ ...field, choices: choices.filter((each) => each !== one) })}
            />
          </li>
        ))}
        <li>
          <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => change(withChoice(field))}>
            {t('addChoice')}
          </Button>
        </li>
      </ol>
    </div>
  );
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
    change({ ...field, name: renamed(field.name, language, event.target.value) }, `${field.id} ${language}`);
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
      {field.kind === 'choice' ? <Choices field={field} change={change} /> : null}
      <When form={form} field={field} change={change} />
    </div>
  );
}
