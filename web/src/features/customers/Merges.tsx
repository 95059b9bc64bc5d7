/** Who may be the same customer and why, merging them, and undoing that. */
import { MergeCellsOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import { Link } from 'react-router';
import { getCustomer } from '@/api/calls';
import { listDuplicates, mergeCustomers, undoMerge, type DuplicateShown } from '@/api/customers';
import type { CustomerCard } from '@/api/types';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Refused } from '@/shared/ui/Refused';
import { CustomerSelect } from './CustomerSelect';
import { customerWords } from './words';

function useMerging(id: string) {
  const client = useQueryClient();
  const onSuccess = (whole: CustomerCard): Promise<void> => {
    client.setQueryData(['customers', id], whole);
    void client.invalidateQueries({ queryKey: ['pop'] }); // who is calling may be who was changed
    return client.invalidateQueries({ queryKey: ['customers'] });
  };
  const merge = useMutation({ mutationFn: (other: string) => mergeCustomers(id, other), onSuccess });
  const undo = useMutation({ mutationFn: undoMerge, onSuccess });
  return { merge, undo };
}

interface LikelyProps {
  found: readonly DuplicateShown[];
  onMerge: (other: string) => void;
}

function Likely({ found, onMerge }: LikelyProps) {
  const t = useTexts(customerWords);
  const locale = useLocale();
  if (!found.length) return null;
  return (
    <>
      <h3>{t('same')}</h3>
      <ul>
        {found.map(({ customer, reasons }) => (
          <li key={customer.id} className="merge-line">
            <Link to={`/customers/${customer.id}`}>{customer.name}</Link>
            <span className="quiet">
              {[customer.company, groupPhone(customer.numbers[0] ?? '')].filter(Boolean).join(' · ')}{' '}
              <span className="pill wait">
                {listIn(
                  reasons.map((reason) => t(`why_${reason}`)),
                  locale,
                )}
              </span>
            </span>
            <Popconfirm
              title={t('sureMerge', { name: customer.name })}
              okText={t('merge')}
              onConfirm={() => onMerge(customer.id)}
            >
              <Button size="small">{t('merge')}</Button>
            </Popconfirm>
          </li>
        ))}
      </ul>
    </>
  );
}

function Past({ customer, onUndo }: { customer: CustomerCard; onUndo: (number: number) => void }) {
  const t = useTexts(customerWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  const last = customer.merges.find((one) => !one.undone_at)?.number;
  return (
    <ul>
      {customer.merges.map(({ number, name, by, at, undone_at }) => (
        <li key={number} className="merge-line">
          <span className="quiet">
            {undone_at
              ? t('isUnmerged', { name, when: whenOf(undone_at, now) })
              : t('isMerged', { name, when: whenOf(at, now), who: nameIn(by, locale) || t('system') })}
          </span>
          {number === last ? (
            <Button size="small" onClick={() => onUndo(number)}>
              {t('undoMerge')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

export function Merges({ customer }: { customer: CustomerCard }) {
  const t = useTexts(customerWords);
  const { modal } = App.useApp();
  const { merge, undo } = useMerging(customer.id);
  const found = useQuery({
    queryKey: ['customers', customer.id, 'duplicates', customer.revision],
    queryFn: () => listDuplicates(customer.id),
  });
  const sure = async (other: string): Promise<void> => {
    const { name } = await getCustomer(other);
    void modal.confirm({
      title: t('sureMerge', { name }),
      okText: t('merge'),
      onOk: () => merge.mutateAsync(other).catch(() => undefined),
    });
  };
  return (
    <section className="relations" aria-label={t('merges')}>
      <Likely found={found.data?.items ?? []} onMerge={(other) => merge.mutate(other)} />
      <h3>
        <MergeCellsOutlined aria-hidden /> {t('merges')}
      </h3>
      <Past customer={customer} onUndo={(number) => undo.mutate(number)} />
      <CustomerSelect label={t('mergeOther')} without={customer.id} onChoose={(other) => void sure(other)} />
      <Refused failure={merge.error ?? undo.error} />
    </section>
  );
}
