/** Which fields of a form are asked while these values stand there: as the server decides it. */
import type { CaseField, FormValues } from '@/api/cases';

export function askedOf(fields: CaseField[], values: FormValues): CaseField[] {
  const asked = new Set<string>();
  return fields.filter((field) => {
    const { when } = field;
    const value = when ? values[when.field] : undefined;
    const shown = !when || (asked.has(when.field) && when.is.includes(value as string | boolean));
    if (shown) asked.add(field.id);
    return shown;
  });
}

/** What is sent: nothing that is blank, nothing where nothing is asked. */
export function sentOf(fields: CaseField[], values: FormValues): FormValues {
  const sent: FormValues = {};
  for (const field of askedOf(fields, values)) {
    const value = values[field.id];
    if (value !== undefined && value !== null && value !== '') sent[field.id] = value;
  }
  return sent;
}

/** What the server said against fields, by field; its keys are words of ours. */
export function faultsIn(failure: unknown): Record<string, string> {
  const params = (failure as { params?: { fields?: unknown } } | null)?.params;
  if (!Array.isArray(params?.fields)) return {};
  const rows = params.fields.filter(
    (row): row is { field: string; why: string } => typeof row === 'object' && row !== null && 'why' in row,
  );
  return Object.fromEntries(rows.map((row) => [row.field, row.why]));
}
