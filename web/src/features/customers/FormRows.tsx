/** Lists in the form: numbers and addresses, each with what it is. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import type { CustomerAddress, CustomerPhone } from '@/api/customers';
import { groupPhone } from '@/shared/format/phone';
import { useTexts } from '@/shared/i18n/texts';
import { Fault } from '@/shared/ui/Field';
import { formWords } from './form-words';

const NUMBER_LABELS = ['mobile', 'home', 'work', 'fax', 'other'] as const;
const ADDRESS_LABELS = ['home', 'work', 'other'] as const;

interface PhonesProps {
  rows: readonly CustomerPhone[];
  fault: string;
  onChange: (rows: CustomerPhone[]) => void;
}

/** The first is the one to call first. */
export function PhoneRows({ rows, fault, onChange }: PhonesProps) {
  const t = useTexts(formWords);
  const set = (nth: number, change: Partial<CustomerPhone>): void =>
    onChange(rows.map((row, place) => (place === nth ? { ...row, ...change } : row)));
  return (
    <fieldset className="form-rows">
      <legend>{t('numbers')}</legend>
      {rows.map((row, nth) => (
        <div key={nth} className="form-row">
          <Select
            aria-label={t('what')}
            value={row.label}
            options={NUMBER_LABELS.map((value) => ({ value, label: t(`number_${value}`) }))}
            onChange={(label) => set(nth, { label })}
          />
          <Input
            autoComplete="off"
            inputMode="tel"
            aria-label={t('numberNth', { n: nth + 1 })}
            value={row.number.includes('*') ? groupPhone(row.number) : row.number}
            maxLength={40}
            {...(fault ? { status: 'error' as const } : {})}
            onChange={(event) => set(nth, { number: event.target.value })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('dropNumber', { n: nth + 1 })}
            onClick={() => onChange(rows.filter((_, place) => place !== nth))}
          />
        </div>
      ))}
      <Fault text={fault} />
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange([...rows, { number: '', label: rows.length ? 'work' : 'mobile' }])}
      >
        {t('addNumber')}
      </Button>
    </fieldset>
  );
}

interface AddressesProps {
  rows: readonly CustomerAddress[];
  onChange: (rows: CustomerAddress[]) => void;
}

export function AddressRows({ rows, onChange }: AddressesProps) {
  const t = useTexts(formWords);
  const set = (nth: number, change: Partial<CustomerAddress>): void =>
    onChange(rows.map((row, place) => (place === nth ? { ...row, ...change } : row)));
  return (
    <fieldset className="form-rows">
      <legend>{t('addresses')}</legend>
      {rows.map((row, nth) => (
        <div key={nth} className="form-row">
          <Select
            aria-label={t('what')}
            value={row.label}
            options={ADDRESS_LABELS.map((value) => ({ value, label: t(`address_${value}`) }))}
            onChange={(label) => set(nth, { label })}
          />
          <Input
            autoComplete="off"
            aria-label={t('addressNth', { n: nth + 1 })}
            value={row.text}
            maxLength={400}
            onChange={(event) => set(nth, { text: event.target.value })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('dropAddress', { n: nth + 1 })}
            onClick={() => onChange(rows.filter((_, place) => place !== nth))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange([...rows, { text: '', label: 'home' }])}
      >
        {t('addAddress')}
      </Button>
    </fieldset>
  );
}
