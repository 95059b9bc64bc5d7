/** What came of a visit: reached with the answers, or why not. Sent twice, it counts once. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { tellVisit, type Visit, type VisitQuestion, type VisitResult } from '@/api/visits';
import { momentOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';
import { visitWords } from './words';

const RESULTS = ['reached', 'not_reached', 'later', 'refused', 'wrong_number'] as const;
type Answers = VisitResult['answers'];

interface QuestionProps {
  question: VisitQuestion;
  value: unknown;
  change: (value: number | boolean | string) => void;
}

function Question({ question, value, change }: QuestionProps) {
  const t = useTexts(visitWords);
  const locale = useLocale();
  const name = nameIn(question.name, locale);
  if (question.kind === 'text')
    return (
      <label className="visit-question">
        <span>{name}</span>
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 5 }}
          maxLength={2000}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => change(event.target.value)}
        />
      </label>
    );
  const scale = Array.from({ length: question.most }, (_, nth) => nth + 1);
  const choices =
    question.kind === 'scale'
      ? scale.map((mark) => ({ value: mark, label: String(mark) }))
      : [
          { value: true, label: t('yes') },
          { value: false, label: t('no') },
        ];
  return (
    <fieldset className="visit-question">
      <legend>
        {name}
        {question.required ? <span className="visit-needed"> *</span> : null}
      </legend>
      {question.kind === 'scale' ? <span className="quiet">{t('worst')}</span> : null}
      <Radio.Group
        aria-label={name}
        optionType="button"
        options={choices}
        value={value}
        onChange={(event) => change(event.target.value as number | boolean)}
      />
      {question.kind === 'scale' ? <span className="quiet">{t('best')}</span> : null}
    </fieldset>
  );
}

export function VisitForm({ visit }: { visit: Visit }) {
  const t = useTexts(visitWords);
  const client = useQueryClient();
  const { message } = App.useApp();
  const [result, choose] = useState<VisitResult['result'] | null>(null);
  const [answers, setAnswers] = useState<Answers>({});
  const [note, setNote] = useState('');
  const [at, setAt] = useState('');
  const saving = useMutation({
    mutationFn: (what: VisitResult['result']) =>
      tellVisit(visit.id, {
        result: what,
        tries: visit.tries,
        answers: what === 'reached' ? answers : {},
        note,
        at: what === 'later' && at ? momentOf(at).toISOString() : null,
      }),
    onSuccess: (after) => {
      const again =
        after.state === 'reached' && visit.case.state === 'closed' && after.case.state !== 'closed';
      void message.success(t(again ? 'reopened' : 'saved'));
      choose(null);
      setNote('');
      void client.invalidateQueries({ queryKey: ['visits'] });
      void client.invalidateQueries({ queryKey: ['cases'] });
    },
  });
  return (
    <form
      className="visit-form"
      aria-label={t('result')}
      onSubmit={(event) => {
        event.preventDefault();
        if (result && !saving.isPending) saving.mutate(result);
      }}
    >
      <Radio.Group
        aria-label={t('result')}
        value={result}
        options={RESULTS.map((value) => ({ value, label: t(`result_${value}`) }))}
        onChange={(event) => choose(event.target.value as VisitResult['result'])}
      />
      {result === 'reached'
        ? visit.questions.map((question) => (
            <Question
              key={question.id}
              question={question}
              value={answers[question.id]}
              change={(value) => setAnswers({ ...answers, [question.id]: value })}
            />
          ))
        : null}
      {result === 'later' ? (
        <label className="visit-question">
          <span>{t('at')}</span>
          <Input
            type="datetime-local"
            value={at}
            style={{ width: 220 }}
            onChange={(event) => setAt(event.target.value)}
          />
        </label>
      ) : null}
      {result ? (
        <>
          <Input.TextArea
            aria-label={t('note')}
            placeholder={t('note')}
            autoSize={{ minRows: 1, maxRows: 5 }}
            maxLength={4000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button type="primary" htmlType="submit" loading={saving.isPending}>
            {t('save')}
          </Button>
        </>
      ) : null}
      <Refused failure={saving.error} />
    </form>
  );
}
