/** How much is known of a customer before the talk, what is missing, and the way to ask for it. */
import { CheckCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useContext, useState } from 'react';
import { getReadiness, type CustomerReadiness } from '@/api/customers';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { may, SessionContext } from '@/shared/session/session';
import { AskMissing } from './AskMissing';
import { Facts } from './Facts';
import { knownWords } from './words';
import './customer.css';

function Items({ known }: { known: CustomerReadiness }) {
  const t = useTexts(knownWords);
  const locale = useLocale();
  return (
    <ul className="key-items">
      {known.items.map((item) => (
        <li key={item.key} className={item.known ? 'is-known' : 'is-missing'}>
          {item.known ? (
            <CheckCircleFilled aria-label={t('known')} />
          ) : (
            <MinusCircleOutlined aria-label={t('missing')} />
          )}{' '}
          {nameIn(item.name, locale)}
          {item.of === 'complaints' ? (
            <span className="quiet">
              {known.complaints.many
                ? t('complaints', { n: known.complaints.many, open: known.complaints.open })
                : t('noComplaints')}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

type Opened = 'ask' | 'facts' | null;
interface HeadProps {
  figure: number;
  missing: number;
  open: Opened;
  onOpen: (open: Opened) => void;
}

function Head({ figure, missing, open, onOpen }: HeadProps) {
  const t = useTexts(knownWords);
  const flip = (what: Opened) => () => onOpen(open === what ? null : what);
  return (
    <header>
      <strong>{t('title')}</strong> <strong className="num">{t('percent', { n: figure })}</strong>
      <meter min={0} max={100} value={figure} aria-label={t('title')} />
      <span className="push">
        {missing ? (
          <Button size="small" aria-expanded={open === 'ask'} onClick={flip('ask')}>
            {open === 'ask' ? t('close') : t('ask', { n: missing })}
          </Button>
        ) : null}
        <Button size="small" aria-expanded={open === 'facts'} onClick={flip('facts')}>
          {open === 'facts' ? t('close') : t('facts')}
        </Button>
      </span>
    </header>
  );
}

interface Props {
  customer: string;
  /** The figure as far as it is known before the items are. */
  percent?: number;
}

export function Readiness({ customer, percent }: Props) {
  const t = useTexts(knownWords);
  const client = useQueryClient();
  const session = useContext(SessionContext);
  const changes = session !== null && may(session, 'customers.change');
  const [open, setOpen] = useState<Opened>(null);
  const key = ['customers', customer, 'readiness'];
  const known = useQuery({ queryKey: key, queryFn: () => getReadiness(customer) }).data;
  const figure = known?.percent ?? percent;
  if (figure === undefined) return null;
  const missing = changes && known ? known.items.filter((item) => !item.known && item.asked) : [];
  const onWritten = (now: CustomerReadiness): void => {
    client.setQueryData(key, now);
    setOpen(null);
    void client.invalidateQueries({ queryKey: ['customers'] });
    void client.invalidateQueries({ queryKey: ['pop'] });
  };
  return (
    <section className="readiness" aria-label={t('title')}>
      <Head figure={figure} missing={missing.length} open={open} onOpen={setOpen} />
      {known ? <Items known={known} /> : null}
      {open === 'ask' && missing.length ? (
        <AskMissing customer={customer} items={missing} onWritten={onWritten} />
      ) : null}
      {open === 'facts' ? <Facts customer={customer} changes={changes} /> : null}
    </section>
  );
}
