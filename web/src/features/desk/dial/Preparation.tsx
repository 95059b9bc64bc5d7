/** The card before the call: who it is, what was before, what is promised, which number is called and which is shown. */
import { ArrowLeftOutlined, PhoneFilled } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import { prepareCall, type DialTo, type Preparation as Card } from '@/api/dial';
import { wishToCall, type DialWish } from '@/shared/dial/wish';
import { groupPhone } from '@/shared/format/phone';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { CustomerFacts, LevelMark } from '@/shared/ui/CustomerFacts';
import { Failed } from '@/shared/ui/Empty';
import { useQueueName } from '@/shared/ui/names';
import { LastContacts, OpenItems } from '../PopHistory';
import { dialWords } from './dial-words';
import { keepNote, noteFor } from './kept-note';
import { useDial } from './use-dial';

/** Somebody of the house: a colleague, or a queue; empty of all others. */
function useHouseName(): (card: Card) => string {
  const locale = useLocale();
  const queueName = useQueueName();
  return ({ colleague, queue }) => (colleague ? nameIn(colleague.name, locale) : queueName(queue));
}

/** That nobody, or more than one, has the number. */
function NotOne({ known }: { known: Card['known'] }) {
  const t = useTexts(dialWords);
  if (!known || known.customer) return null;
  const many = known.candidates.length;
  return <p className="quiet">{many > 1 ? t('shared', { n: many }) : t('unknown')}</p>;
}

function Who({ card, name }: { card: Card; name: string }) {
  const houseName = useHouseName();
  const customer = card.known?.customer;
  const number = groupPhone(card.number) || card.colleague?.extension;
  const called = customer?.name || houseName(card) || name;
  return (
    <>
      <p className="dial-who">
        <strong>{called || number}</strong>
        {customer && customer.level !== 'normal' ? <LevelMark level={customer.level} /> : null}
        {called ? <span className="num quiet">{number}</span> : null}
      </p>
      <NotOne known={card.known} />
    </>
  );
}

interface WhichProps {
  card: Card;
  place: number;
  change: (place: number) => void;
}

/** A customer with several numbers: which one is called. */
function Which({ card, place, change }: WhichProps) {
  const t = useTexts(dialWords);
  if (card.numbers.length < 2) return null;
  return (
    <fieldset className="dial-which">
      <legend>{t('which')}</legend>
      <Radio.Group value={place} onChange={(event) => change(Number(event.target.value))}>
        {card.numbers.map((number, nth) => (
          <Radio key={nth} value={nth}>
            <span className="num">{groupPhone(number)}</span>
          </Radio>
        ))}
      </Radio.Group>
    </fieldset>
  );
}

function Known({ card }: { card: Card }) {
  const known = card.known;
  if (!known) return null;
  const customer = known.customer && {
    ...known.customer,
    numbers: card.numbers.length ? card.numbers : known.customer.numbers,
    numbers_masked: known.number_masked,
    last_contact_at: null,
  };
  return (
    <>
      {customer ? <CustomerFacts customer={customer} /> : null}
      <OpenItems items={known.open_items} />
      <LastContacts pop={known} />
    </>
  );
}

function Way({ card, to, agent }: { card: Card; to: DialTo; agent: string }) {
  const t = useTexts(dialWords);
  const [note, setNote] = useState(() => noteFor(agent, to));
  const dialling = useDial(agent);
  const write = (text: string): void => {
    setNote(text);
    keepNote(agent, to, text);
  };
  const outside = card.number !== '';
  const inside = card.colleague?.extension ?? '';
  return (
    <div className="dial-way">
      <p className="quiet">
        {t('shown')} <strong className="num">{groupPhone(card.shown)}</strong>
      </p>
      {outside ? (
        <Input.TextArea
          aria-label={t('note')}
          placeholder={t('notePlace', { note: t('note') })}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={note}
          onChange={(event) => write(event.target.value)}
        />
      ) : null}
      {card.refusal ? (
        <Alert
          type="warning"
          showIcon
          title={card.refusal.title}
          description={card.refusal.detail || undefined}
        />
      ) : null}
      <Button
        type="primary"
        size="large"
        block
        autoFocus
        icon={<PhoneFilled aria-hidden />}
        disabled={card.refusal !== null}
        loading={dialling.isPending}
        onClick={() => dialling.mutate({ to, note: outside ? note.trim() : '' })}
      >
        {t('call')}
      </Button>
      {inside ? (
        <Button
          block
          disabled={card.refusal !== null || dialling.isPending}
          onClick={() =>
            dialling.mutate({ to: { kind: 'extension', id: `*80*${inside}`, place: 0 }, note: '' })
          }
        >
          {t('intercom')}
        </Button>
      ) : null}
    </div>
  );
}

interface PreparationProps {
  wish: DialWish;
  to: DialTo;
  agent: string;
}

export function Preparation({ wish, to, agent }: PreparationProps) {
  const t = useTexts(dialWords);
  const [place, setPlace] = useState(to.place ?? 0);
  const chosen = { ...to, place };
  const asked = useQuery({
    queryKey: ['preparation', to.kind, to.id, place],
    queryFn: () => prepareCall(chosen),
    placeholderData: (before) => before,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return (
    <section className="dial-card" aria-label={t('card')} aria-busy={asked.isPending}>
      <Button type="link" size="small" icon={<ArrowLeftOutlined aria-hidden />} onClick={() => wishToCall()}>
        {t('back')}
      </Button>
      {asked.isPending ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
      {asked.isError ? <Failed failure={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? (
        <>
          <Who card={asked.data} name={wish.name} />
          <Which card={asked.data} place={place} change={setPlace} />
          <Way card={asked.data} to={chosen} agent={agent} />
          <Known card={asked.data} />
        </>
      ) : null}
    </section>
  );
}
