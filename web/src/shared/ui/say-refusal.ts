/** A refusal in plain words, in the corner of the page. */
import { App } from 'antd';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';

export function useSayRefusal(): (failure: unknown) => void {
  const { notification } = App.useApp();
  const locale = useLocale();
  return (failure) => {
    const said = wordsFor(failure, locale);
    notification.warning({ title: said.title, description: said.detail, placement: 'bottomRight' });
  };
}
