/** One field of a form: what is set in it is put into the body; what is emptied is left out. */
import { Input, InputNumber, Select, Switch } from 'antd';
import type { ComponentType } from 'react';
import type { Body } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { HoursField, FlowField, LeadsField, QueueField, TargetField } from './Pickers';
import { LineMembers } from './LineMembers';
import { NoticeField, RecordedField } from './RecordedField';
import { SecurityField } from '../mail/SecurityField';
import { ruleOf } from './rules';
import { changed, listOf, ORDERS, type Field as Shape } from './shapes';
import { lineWords } from './words';

export interface FieldProps {
  shape: Shape;
  body: Body;
  fault: string;
  onChange: (body: Body) => void;
}

function Toggle({ shape: { field }, body, fault, onChange }: FieldProps) {
  const t = useTexts(lineWords);
  return (
    <Field label={t(field)} fault={fault} rule={ruleOf(t, field)}>
      <Switch
        checked={body[field] === true}
        checkedChildren={t('on')}
        unCheckedChildren={t('off')}
        onChange={(next) => onChange(changed(body, field, next))}
      />
    </Field>
  );
}

function Order({ shape: { field }, body, fault, onChange }: FieldProps) {
  const t = useTexts(lineWords);
  return (
    <Field label={t(field)} fault={fault}>
      <Select
        value={body[field] ?? 'all'}
        options={ORDERS.map((order) => ({ value: order, label: t(order) }))}
        onChange={(next) => onChange(changed(body, field, next))}
      />
    </Field>
  );
}

function Language({ shape: { field }, body, fault, onChange }: FieldProps) {
  const t = useTexts(lineWords);
  return (
    <Field label={t(field)} fault={fault}>
      <Select
        value={body[field] ?? 'zh-CN'}
        options={[
          { value: 'zh-CN', label: '中文' },
          { value: 'en-US', label: 'English' },
        ]}
        onChange={(next) => onChange(changed(body, field, next))}
      />
    </Field>
  );
}

function Count({ shape: { field, usual }, body, fault, onChange }: FieldProps) {
  const t = useTexts(lineWords);
  const value = body[field];
  return (
    <Field label={t(field)} fault={fault} rule={ruleOf(t, field)}>
      <InputNumber
        value={typeof value === 'number' ? value : null}
        placeholder={usual === undefined ? '' : String(usual)}
        precision={0}
        onChange={(next) => onChange(changed(body, field, next))}
      />
    </Field>
  );
}

function Text({ shape: { field }, body, fault, onChange }: FieldProps) {
  const t = useTexts(lineWords);
  return (
    <Field label={t(field)} fault={fault} rule={ruleOf(t, field)}>
      <Input
        value={String(body[field] ?? '')}
        maxLength={64}
        autoComplete="off"
        onChange={(event) => onChange(changed(body, field, event.target.value))}
      />
    </Field>
  );
}

/** Several, one in each line. */
function List({ shape: { field }, body, fault, onChange }: FieldProps) {
  const t = useTexts(lineWords);
  const put = (text: string): void => onChange(changed(body, field, text === '' ? null : text.split('\n')));
  return (
    <Field label={t(field)} fault={fault} rule={ruleOf(t, field)}>
      <Input.TextArea
        value={listOf(body, field).join('\n')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={(event) => put(event.target.value)}
      />
    </Field>
  );
}

const SHOWN: Record<Shape['as'], ComponentType<FieldProps>> = {
  switch: Toggle,
  order: Order,
  language: Language,
  count: Count,
  text: Text,
  list: List,
  members: LineMembers,
  recorded: RecordedField,
  notice: NoticeField,
  leads: LeadsField,
  hours: HoursField,
  flow: FlowField,
  queue: QueueField,
  target: TargetField,
  security: SecurityField,
};

export function LineField(props: FieldProps) {
  const Shown = SHOWN[props.shape.as];
  return <Shown {...props} />;
}
