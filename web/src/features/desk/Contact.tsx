/** Who is on the line: the customer's card and what was before. */
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link } from 'react-router';
import { getCustomer } from '@/api/calls';
import type { InteractionDetail } from '@/api/types';
import { groupPhone } from '@/shared/format/phone';
import { useTexts } from '@/shared/i18n/texts';
import { CustomerFacts, CustomerHistory } from '@/shared/ui/CustomerFacts';
import { useQueueName } from '@/shared/ui/names';
import { deskWords } from './words';

function Known({ id }: { id: string }) {
  const asked = useQuery({ queryKey: ['customers', id], queryFn: () => getCustomer(id) });
  if (!asked.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  return (
    <>
      <CustomerFacts customer={asked.data} />
      <CustomerHistory contacts={asked.data.interactions} />
    </>
  );
}

export function Contact({ call }: { call: InteractionDetail }) {
  const t = useTexts(deskWords);
  const queueName = useQueueName();
  return (
    <section className="panel contact">
      <div className="panel-head">
        <h2>{t('customer')}</h2>
        <span className="quiet push">
          {call.queue ? `${queueName(call.queue)} · ` : ''}
          {t('dialled')} <span className="num">{call.number}</span>
        </span>
      </div>
      <div className="contact-body">
        <p className="contact-who">
          {call.customer ? (
            <Link to={`/customers/${call.customer.id}`}>{call.customer.name}</Link>
          ) : (
            <strong>{call.caller_name || groupPhone(call.caller) || t('unknownCaller')}</strong>
          )}
          <span className="num quiet">{groupPhone(call.caller)}</span>
        </p>
        {call.customer ? <Known id={call.customer.id} /> : <p className="quiet">{t('notACustomer')}</p>}
      </div>
    </section>
  );
}
