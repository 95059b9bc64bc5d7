/** Changes of a form that is being built. What refers to something that goes is put right. Pure. */
import type { CaseField } from '@/api/cases';

export type Choosable = NonNullable<CaseField['choices']>[number];
export type Form = readonly CaseField[];
export const FIELD_KINDS = [
  'text',
  'long_text',
  'number',
  'date',
  'choice',
  'yes_no',
  'phone',
  'id_number',
] as const satisfies readonly CaseField['kind'][];

const free = (stem: string, taken: readonly string[]): string => {
  for (let n = 1; ; n += 1) if (!taken.includes(`${stem}${n}`)) return `${stem}${n}`;
};

const named = { zh: '' };

export const withField = (form: Form, kind: CaseField['kind']): CaseField[] => [
  ...form,
  shaped({
    id: free(
      'f',
      form.map(({ id }) => id),
    ),
    name: named,
    kind,
  }),
];

/** With choices where it has to have some, without where it may have none. */
function shaped(field: CaseField): CaseField {
  const { choices, ...rest } = field;
  if (field.kind !== 'choice') return rest;
  return { ...rest, choices: choices?.length ? choices : [{ id: 'c1', name: named }] };
}

/** With one more to choose, of which nothing is said yet. */
export function withChoice<F extends { choices?: Choosable[] }>(field: F): F {
  const choices = field.choices ?? [];
  const id = free(
    'c',
    choices.map((one) => one.id),
  );
  return { ...field, choices: [...choices, { id, name: named }] };
}

/** What a condition can ask of a field; [] when nothing. */
export const answersOf = (field: CaseField): (string | boolean)[] =>
  field.kind === 'yes_no' ? [true, false] : (field.choices ?? []).map(({ id }) => id);

/** The fields whose answers one of them can depend on. */
export const earlier = (form: Form, id: string): CaseField[] =>
  form
    .slice(
      0,
      form.findIndex((field) => field.id === id),
    )
    .filter((field) => answersOf(field).length > 0);

/** Conditions only on what stands before them and can be answered so; the others are dropped. */
function sound(form: Form): CaseField[] {
  return form.map((field) => {
    const { when, ...rest } = field;
    if (!when) return field;
    const on = earlier(form, field.id).find(({ id }) => id === when.field);
    const is = on ? when.is.filter((value) => answersOf(on).includes(value)) : [];
    if (!is.length) return rest;
    return is.length === when.is.length ? field : { ...field, when: { ...when, is } };
  });
}

export const changedField = (form: Form, next: CaseField): CaseField[] =>
  sound(form.map((field) => (field.id === next.id ? shaped(next) : field)));

export const withoutField = (form: Form, id: string): CaseField[] =>
  sound(form.filter((field) => field.id !== id));

/** One place up or down; a condition that would come before its answer is dropped. The same form at its ends. */
export function movedField(form: Form, id: string, by: -1 | 1): Form {
  const at = form.findIndex((field) => field.id === id);
  const to = at + by;
  const one = form[at];
  if (!one || to < 0 || to >= form.length) return form;
  const rest = form.filter((field) => field !== one);
  return sound([...rest.slice(0, to), one, ...rest.slice(to)]);
}
