/** One field of a line: a label, what is set, and at it what the server said against it. */
import { Input, InputNumber, Select, Switch } from 'antd';
import { cloneElement, useId, type ReactElement } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { LineMembers } from './LineMembers';
import { changed, ORDERS, type Body, type Field } from './shapes';
import { lineWords } from './words';

interface LabelledProps {
  label: string;
  fault: string;
  children: ReactElement<Record<string, unknown>>;
}

export function Labelled({ label, fault, children }: LabelledProps) {
  const id = useId();
  const wrong = fault !== '';
  return (
    <div className="line-field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, {
        id,
        'aria-invalid': wrong,
        ...(wrong ? { 'aria-describedby': `${id}-fault` } : {}),
        ...(wrong && children.type !== Switch ? { status: 'error' } : {}),
      })}
      {wrong ? (
        <span id={`${id}-fault`} className="line-fault" role="alert">
          {fault}
        </span>
      ) : null}
    </div>
  );
}

interface Props {
  shape: Field;
  body: Body;
  fault: string;
  onChange: (body: Body) => void;
}

export function LineField({ shape, body, fault, onChange }: Props) {
  const t = useTexts(lineWords);
  const { field } = shape;
  const value = body[field];
  const set = (next: unknown): void => onChange(changed(body, field, next));
  if (shape.as === 'members') return <LineMembers body={body} fault={fault} onChange={onChange} />;
  if (shape.as === 'switch') {
    return (
      <Labelled label={t(field)} fault={fault}>
        <Switch
          checked={value === true}
          checkedChildren={t('on')}
          unCheckedChildren={t('off')}
          onChange={set}
        />
      </Labelled>
    );
  }
  if (shape.as === 'order') {
    return (
      <Labelled label={t(field)} fault={fault}>
        <Select
          value={value ?? 'all'}
          options={ORDERS.map((order) => ({ value: order, label: t(order) }))}
          onChange={set}
        />
      </Labelled>
    );
  }
  if (shape.as === 'count') {
    return (
      <Labelled label={t(field)} fault={fault}>
        <InputNumber
          value={typeof value === 'number' ? value : null}
          placeholder={String(shape.usual)}
          precision={0}
          onChange={set}
        />
      </Labelled>
    );
  }
  return (
    <Labelled label={t(field)} fault={fault}>
      <Input
        value={String(value ?? '')}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => set(event.target.value)}
      />
    </Labelled>
  );
}
