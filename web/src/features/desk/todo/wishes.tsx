/** What is done with my tasks from the list of them, each with the way back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { settleTask, type CaseTaskOpen } from '@/api/cases';
import { useTexts } from '@/shared/i18n/texts';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { useCallbackChange, type CallbackWish } from '../use-callbacks';
import { todoWords } from './words';

/** Says what was done, and takes it back when asked. */
function useSayDone(): (key: string, said: string, back: () => void) => void {
  const t = useTexts(todoWords);
  const { message } = App.useApp();
  return (key, said, back) => {
    const undo = (): void => {
      message.destroy(key);
      back();
    };
    const content = (
      <>
        {said}{' '}
        <Button type="link" size="small" onClick={undo}>
          {t('undo')}
        </Button>
      </>
    );
    void message.info({ key, duration: 8, content });
  };
}

export function useCallbackWish(): (wish: CallbackWish, said: string, back: CallbackWish) => void {
  const sayDone = useSayDone();
  const { mutate } = useCallbackChange();
  return (wish, said, back) => mutate(wish, { onSuccess: () => sayDone(wish.id, said, () => mutate(back)) });
}

export function useTaskWish(): (task: CaseTaskOpen) => void {
  const t = useTexts(todoWords);
  const client = useQueryClient();
  const sayDone = useSayDone();
  const onError = useSayRefusal();
  const { mutate } = useMutation({
    mutationFn: ({ task, done }: { task: CaseTaskOpen; done: boolean }) =>
      settleTask(task.case, task.id, done),
    onError,
    onSettled: () => void client.invalidateQueries({ queryKey: ['cases'] }),
  });
  return (task) =>
    mutate(
      { task, done: true },
      { onSuccess: () => sayDone(task.id, t('isDone'), () => mutate({ task, done: false })) },
    );
}
