/** A small form for what is missing of the key items: what is filled in is checked and written back. */
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { answerItems, type CustomerReadiness, type KeyItem } from '@/api/customers';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { knownWords } from './words';

const RISKS = ['none', 'low', 'medium', 'high'] as const;

type Rule = 'contactRule' | 'idRule' | 'dateRule';
/** What may be written there, as words; null: anything. */
function ruleOf({ of, field }: KeyItem): Rule | null {
  if (of === 'contact') return 'contactRule';
  if (field?.type === 'id_number') return 'idRule';
  return field?.type === 'date' ? 'dateRule' : null;
}

interface OneProps {
  item: KeyItem;
  value: string;
  onChange: (value: string) => void;
}

function One({ item, value, onChange }: OneProps) {
  const t = useTexts(knownWords);
  const locale = useLocale();
  const type = item.field?.type ?? 'text';
  const choices =
    item.of === 'risk'
      ? RISKS.map((risk) => ({ value: risk as string, label: t(`risk_${risk}`) }))
      : item.field?.choices.map((one) => ({ value: one.id, label: nameIn(one.name, locale) }));
  const rule = ruleOf(item);
  const control: ReactElement<Record<string, unknown>> = choices?.length ? (
    <Select
      allowClear
      placeholder={t('choose')}
      value={value || null}
      options={choices}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? '')}
    />
  ) : (
    <Input
      autoComplete="off"
      inputMode={type === 'number' ? 'decimal' : type === 'phone' ? 'tel' : 'text'}
      maxLength={200}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
  return (
    <Field label={nameIn(item.name, locale)} rule={rule ? t(rule) : ''}>
      {control}
    </Field>
  );
}

interface Props {
  customer: string;
  items: readonly KeyItem[];
  onWritten: (now: CustomerReadiness) => void;
}

export function AskMissing({ customer, items, onWritten }: Props) {
  const t = useTexts(knownWords);
  const [written, setWritten] = useState<Record<string, string>>({});
  const told = Object.fromEntries(
    items.flatMap(({ key }) => (written[key]?.trim() ? [[key, written[key].trim()]] : [])),
  );
  const saving = useMutation({ mutationFn: () => answerItems(customer, told), onSuccess: onWritten });
  return (
    <form
      className="ask-missing"
      noValidate
      aria-label={t('ask', { n: items.length })}
      onSubmit={(event) => {
        event.preventDefault();
        if (Object.keys(told).length && !saving.isPending) saving.mutate();
      }}
    >
      {items.map((item) => (
        <One
          key={item.key}
          item={item}
          value={written[item.key] ?? ''}
          onChange={(value) => setWritten((before) => ({ ...before, [item.key]: value }))}
        />
      ))}
      <Refused failure={saving.error} />
      <Button
        htmlType="submit"
        type="primary"
        loading={saving.isPending}
        disabled={!Object.keys(told).length}
      >
        {t('save')}
      </Button>
    </form>
  );
}
