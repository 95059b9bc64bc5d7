/** What the server said against an item, at the field or row that it is about. */
import { createContext, useContext, type ReactNode } from 'react';
import { Problem } from '@/api/client';
import { sentenceFor } from '@/shared/i18n/refusals';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { arrangeWords } from './words';

interface At {
  field: string;
  text: string;
}
const FaultContext = createContext<At | null>(null);

const NAMES: Record<string, string> = { 'config.no_name': 'name', 'case.unknown_team': 'team' };

/** The field, or the id of the row, that a refusal is about; '' when it does not say. */
function aboutWhat({ key, params }: Problem): string {
  const { field, step, state, id } = params;
  const said = [field, step, state, id].find((one) => typeof one === 'string');
  return typeof said === 'string' ? said : (NAMES[key] ?? '');
}

export function Faults({ failure, children }: { failure: unknown; children: ReactNode }) {
  const t = useTexts(arrangeWords);
  const locale = useLocale();
  const field = failure instanceof Problem ? aboutWhat(failure) : '';
  const plain = failure instanceof Problem && failure.key === 'config.bad_field';
  const at = field ? { field, text: plain ? t('notRight') : sentenceFor(failure, locale) } : null;
  return <FaultContext value={at}>{children}</FaultContext>;
}

/** '' where nothing was said against it. */
export function useFault(field: string): string {
  const at = useContext(FaultContext);
  return at?.field === field ? at.text : '';
}
