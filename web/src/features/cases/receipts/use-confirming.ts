/** My team has a case: said once; when a colleague was quicker, the page says who and shows how it stands. */
import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { confirmReceipt } from '@/api/cases';
import { numberOf } from '@/shared/format/case-number';
import { useTexts } from '@/shared/i18n/texts';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { useFresh, useStale } from '../use-cases';
import { receiptWords } from './words';

export function useConfirming() {
  const t = useTexts(receiptWords);
  const { message } = App.useApp();
  const fresh = useFresh();
  const stale = useStale();
  const sayRefusal = useSayRefusal();
  return useMutation({
    mutationFn: confirmReceipt,
    onSuccess: (after) => {
      fresh(after);
      void message.success(t('confirmed', { number: numberOf(after.number) }));
    },
    onError: (failure, id) => {
      sayRefusal(failure);
      void stale(id);
    },
  });
}
