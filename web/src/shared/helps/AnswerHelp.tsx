/** Answer who asks for help: they are told, it stands in the case, and the request is over. */
import { useMutation } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { answerCaseHelp, type CaseHelp } from '@/api/calm';
import { useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';
import { useFreshHelps } from './use-helps';
import { helpWords } from './words';
import './helps.css';

export function AnswerHelp({ help }: { help: CaseHelp }) {
  const t = useTexts(helpWords);
  const fresh = useFreshHelps();
  const { message } = App.useApp();
  const [text, setText] = useState<string | null>(null);
  const sending = useMutation({
    mutationFn: () => answerCaseHelp(help.id, text ?? ''),
    onSuccess: () => {
      setText(null);
      void message.success(t('sent'));
    },
    onSettled: fresh,
  });
  if (text === null)
    return (
      <Button size="small" onClick={() => setText('')}>
        {t('answer')}
      </Button>
    );
  return (
    <form
      className="help-answer"
      aria-label={t('answer')}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() && !sending.isPending) sending.mutate();
      }}
    >
      <Input.TextArea
        autoFocus
        aria-label={t('answerHint')}
        placeholder={t('answerHint')}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Refused failure={sending.error} />
      <div className="actions">
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          disabled={!text.trim()}
          loading={sending.isPending}
        >
          {t('send')}
        </Button>
        <Button size="small" onClick={() => setText(null)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
