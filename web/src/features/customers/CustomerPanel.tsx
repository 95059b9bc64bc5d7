/** A customer's card: what is written down, whom they belong to, their contacts; changed from here. */
import { BankOutlined, EditOutlined, UserOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { getCustomer } from '@/api/calls';
import { listCustomerFields } from '@/api/customers';
import type { CustomerCard } from '@/api/types';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { CustomerFacts } from '@/shared/ui/CustomerFacts';
import { CustomerHistory } from '@/shared/ui/CustomerHistory';
import { Readiness } from '@/shared/customer/Readiness';
import { OpenCases } from '@/shared/ui/OpenCases';
import { Failed } from '@/shared/ui/Empty';
import { Merges } from './Merges';
import { Relations } from './Relations';
import { customerWords } from './words';

function OwnFields({ customer }: { customer: CustomerCard }) {
  const locale = useLocale();
  const own = useQuery({ queryKey: ['customer-fields'], queryFn: listCustomerFields }).data?.items ?? [];
  return (
    <>
      {own.map((field) => {
        const value = customer.fields[field.key];
        if (value === undefined) return null;
        const choice = field.choices.find((one) => one.id === value);
        return (
          <div key={field.key}>
            <dt>{nameIn(field.name, locale)}</dt>
            <dd>{choice ? nameIn(choice.name, locale) : String(value)}</dd>
          </div>
        );
      })}
    </>
  );
}

interface PanelProps {
  id: string;
  onEdit: (customer: CustomerCard) => void;
}

export function CustomerPanel({ id, onEdit }: PanelProps) {
  const t = useTexts(customerWords);
  const locale = useLocale();
  const session = useSession();
  const changes = may(session, 'customers.change');
  const keeps = may(session, 'customers.keep');
  const asked = useQuery({ queryKey: ['customers', id], queryFn: () => getCustomer(id) });
  if (asked.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const customer = asked.data;
  const Sign = customer.kind === 'company' ? BankOutlined : UserOutlined;
  return (
    <>
      <header className="customer-head">
        <h2>
          <Sign aria-label={t(customer.kind)} /> {customer.name}
        </h2>
        {changes ? (
          <Button icon={<EditOutlined />} onClick={() => onEdit(customer)}>
            {t('edit')}
          </Button>
        ) : null}
      </header>
      <CustomerFacts customer={customer} calls>
        <OwnFields customer={customer} />
      </CustomerFacts>
      <Readiness customer={id} />
      <Relations customer={customer} changes={changes} />
      {keeps ? <Merges customer={customer} /> : null}
      <OpenCases customer={customer.id} />
      <CustomerHistory contacts={customer.interactions} />
      <p className="quiet customer-written">
        {t('written', {
          when: whenOf(customer.changed_at, dateAt(serverNow())),
          who: nameIn(customer.changed_by, locale) || t('system'),
        })}
      </p>
    </>
  );
}
