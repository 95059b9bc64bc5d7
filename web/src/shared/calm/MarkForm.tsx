/** A warning about the customer is proposed; a leader approves it, and it ends by itself. */
import { FlagOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { proposeMark, type MarkProposed } from '@/api/calm';
import { useTexts } from '@/shared/i18n/texts';
import { newOnce } from '@/shared/once';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { calmWords } from './words';
import './calm.css';

const MARK_KINDS = ['abusive', 'threat', 'fraud', 'other'] as const;
const USUAL_DAYS = 90;

interface Given {
  customer: string;
  interaction: string | null;
  kind?: MarkProposed['kind'];
}

function Form({ customer, interaction, kind: usual = 'abusive', onDone }: Given & { onDone: () => void }) {
  const t = useTexts(calmWords);
  const client = useQueryClient();
  const { message } = App.useApp();
  const [key] = useState(newOnce);
  const [kind, setKind] = useState(usual);
  const [why, setWhy] = useState('');
  const [days, setDays] = useState(USUAL_DAYS);
  const sending = useMutation({
    mutationFn: () => proposeMark(customer, { key, kind, why, days, interaction }),
    onSuccess: (marks) => {
      client.setQueryData(['marks', customer], marks);
      void message.success(t('proposed'));
      onDone();
    },
  });
  return (
    <form
      className="mark-form"
      aria-label={t('markTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending.isPending) sending.mutate();
      }}
    >
      <Refused failure={sending.error} />
      <Field label={t('markKind')}>
        <Select
          value={kind}
          options={MARK_KINDS.map((value) => ({ value, label: t(value) }))}
          onChange={setKind}
        />
      </Field>
      <Field label={t('why')}>
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2, maxRows: 5 }}
          maxLength={1000}
          value={why}
          onChange={(event) => setWhy(event.target.value)}
        />
      </Field>
      <Field label={t('days')}>
        <InputNumber min={1} max={366} value={days} onChange={(value) => setDays(value ?? USUAL_DAYS)} />
      </Field>
      <div className="calm-help">
        <Button type="primary" htmlType="submit" loading={sending.isPending}>
          {t('propose')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

export function MarkForm(given: Given) {
  const t = useTexts(calmWords);
  const [open, setOpen] = useState(false);
  if (open) return <Form {...given} onDone={() => setOpen(false)} />;
  return (
    <Button size="small" icon={<FlagOutlined aria-hidden />} onClick={() => setOpen(true)}>
      {t('mark')}
    </Button>
  );
}
