/** Plain values of graphs: reading them whatever they are, and as they are typed into a form. Pure. */

export const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of a table; of anything else none. */
export const entriesOf = (value: unknown): [string, unknown][] =>
  isTable(value) ? Object.entries(value) : [];

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const VARIABLE = /^\{([a-z][a-z0-9_.]{0,39})\}$/;
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/;

/** A table without one of its entries. */
export const without = <Value>(
  table: Record<string, Value> | undefined,
  key: string,
): Record<string, Value> => Object.fromEntries(Object.entries(table ?? {}).filter(([one]) => one !== key));

/** A field set; without it where it is not filled in, or as it usually is. */
export function withField<Held extends Record<string, unknown>>(
  held: Held,
  field: string,
  value: unknown,
): Held {
  const bare = value === undefined || value === null || value === '' || value === false;
  return (bare ? without(held, field) : { ...held, [field]: value }) as Held;
}

/** What a customer is known by, as a look-up answers it. */
export const OF_CUSTOMER = ['name', 'company', 'level', 'vip', 'language', 'note', 'number', 'id'];

/** `{"value": x}` is what the variable x holds. */
export const variableIn = (value: unknown): string | null =>
  isTable(value) && typeof value.value === 'string' && Object.keys(value).length === 1 ? value.value : null;

function quoted(text: string): string | null {
  if (!/^".*"$/s.test(text)) return null;
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'string' ? read : null;
  } catch {
    return null;
  }
}

/** What is typed as a constant: a number where it is written as one, yes and no; words in quotes are words. */
export function constantOf(typed: string): string | number | boolean {
  const text = typed.trim();
  if (text === 'true' || text === 'false') return text === 'true';
  if (NUMBER.test(text) && String(Number(text)) === text) return Number(text);
  return quoted(text) ?? typed;
}

/** What is typed as a value: `{x}` is that of the variable x. */
export function valueOf(typed: string): unknown {
  const variable = VARIABLE.exec(typed.trim())?.[1];
  return variable ? { value: variable } : constantOf(typed);
}

/** A value as it is typed, so that it is read as the same. */
export function typedOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  const variable = variableIn(value);
  if (variable !== null) return `{${variable}}`;
  if (typeof value !== 'string') return typeof value === 'object' ? JSON.stringify(value) : String(value);
  return valueOf(value) === value ? value : JSON.stringify(value);
}

/** Words parted by commas. */
export const partsOf = (typed: string): string[] =>
  typed
    .split(/[,，、]/)
    .map((one) => one.trim())
    .filter(Boolean);

/** What a variable may be called. */
export const isVariable = (name: string): boolean => /^[a-z][a-z0-9_]{0,39}$/.test(name);
