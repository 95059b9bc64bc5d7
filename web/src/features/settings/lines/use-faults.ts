/** What the server said against a form, at the field that it is about; at '' when that is none of the form's. */
import { Problem } from '@/api/client';
import type { Body } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { saidAt } from './rules';
import { faultOf } from './shapes';
import { lineWords } from './words';

export function useFaults(
  fields: readonly string[],
  body: Body,
  failure: unknown,
): (field: string) => string {
  const t = useTexts(lineWords);
  const locale = useLocale();
  if (!failure) return () => '';
  const about = failure instanceof Problem ? faultOf(failure, body) : '';
  const at = fields.includes(about) ? about : '';
  return (field) => (field === at ? saidAt(t, failure, at, locale) : '');
}
