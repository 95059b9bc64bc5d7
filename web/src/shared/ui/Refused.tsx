/** Why something was refused or failed, where it was asked for. Nothing when it was not. */
import { Alert } from 'antd';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';

export function Refused({ failure }: { failure: unknown }) {
  const locale = useLocale();
  if (!failure) return null;
  const said = wordsFor(failure, locale);
  return (
    <Alert type="error" showIcon role="alert" title={said.title} description={said.detail || undefined} />
  );
}
