/** To whom a customer has a relation, and adding one. */
import { CloseOutlined, TeamOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { endRelation, relateCustomers, type RelationKind } from '@/api/customers';
import type { CustomerCard } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';
import { CustomerSelect } from './CustomerSelect';
import { customerWords } from './words';

const KINDS = [
  'works_at',
  'employs',
  'spouse',
  'parent',
  'child',
  'companion',
  'contact_of',
  'contact',
  'other',
] as const satisfies readonly RelationKind[];

interface Props {
  customer: CustomerCard;
  changes: boolean;
}

function useRelating(id: string) {
  const client = useQueryClient();
  const onSuccess = (whole: CustomerCard): Promise<void> => {
    client.setQueryData(['customers', id], whole);
    return client.invalidateQueries({ queryKey: ['customers'] });
  };
  const add = useMutation({
    mutationFn: ({ kind, other }: { kind: RelationKind; other: string }) => relateCustomers(id, kind, other),
    onSuccess,
  });
  const end = useMutation({ mutationFn: (relation: string) => endRelation(id, relation), onSuccess });
  return { add, end };
}

export function Relations({ customer, changes }: Props) {
  const t = useTexts(customerWords);
  const { search } = useLocation();
  const [kind, setKind] = useState<RelationKind>(customer.kind === 'company' ? 'employs' : 'works_at');
  const { add, end } = useRelating(customer.id);
  if (!changes && !customer.relations.length) return null;
  return (
    <section className="relations" aria-label={t('relations')}>
      <h3>
        <TeamOutlined aria-hidden /> {t('relations')}
      </h3>
      <ul>
        {customer.relations.map((one) => (
          <li key={one.id}>
            <span className="quiet">{t(`is_${one.kind}`)}</span>
            <Link to={`/customers/${one.customer}${search}`}>{one.name}</Link>
            {changes ? (
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t('endRelation', { name: one.name })}
                onClick={() => end.mutate(one.id)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {changes ? (
        <div className="relation-new">
          <Select
            aria-label={t('relation')}
            value={kind}
            options={KINDS.map((value) => ({ value, label: t(`is_${value}`) }))}
            onChange={setKind}
          />
          <CustomerSelect
            label={t('relate')}
            without={customer.id}
            onChoose={(other) => add.mutate({ kind, other })}
          />
        </div>
      ) : null}
      <Refused failure={add.error ?? end.error} />
    </section>
  );
}
