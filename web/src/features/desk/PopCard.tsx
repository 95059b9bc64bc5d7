/** Who is calling: one customer, nobody we know, or several of whom nobody is guessed. */
import { CrownFilled, PhoneOutlined } from '@ant-design/icons';
import { App, Button, Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import type { Pop, PopCustomer } from '@/api/desk';
import type { Micros } from '@/api/live';
import { CallButton } from '@/shared/dial/CallButton';
import { groupPhone } from '@/shared/format/phone';
import { clockOf } from '@/shared/format/duration';
import { useTexts } from '@/shared/i18n/texts';
import { CustomerFacts, LevelMark } from '@/shared/ui/CustomerFacts';
import { Failed } from '@/shared/ui/Empty';
import { useQueueName } from '@/shared/ui/names';
import { Greeting } from './Greeting';
import { useChoose, usePop, whoOf } from './pop';
import { LastContacts, OpenItems } from './PopHistory';
import { PopNumber } from './PopNumber';
import { popWords } from './pop-words';
import './pop.css';

const PopHandedOver = lazy(async () => ({ default: (await import('./PopHandedOver')).PopHandedOver }));
const CustomerFinder = lazy(async () => ({ default: (await import('./CustomerFinder')).CustomerFinder }));
const CustomerMarks = lazy(async () => ({
  default: (await import('@/shared/calm/CustomerMarks')).CustomerMarks,
}));
const OpenCases = lazy(async () => ({ default: (await import('@/shared/ui/OpenCases')).OpenCases }));
const PopIdentity = lazy(async () => ({ default: (await import('./PopIdentity')).PopIdentity }));
const Readiness = lazy(async () => ({ default: (await import('@/shared/customer/Readiness')).Readiness }));
const PopCalledBack = lazy(async () => ({ default: (await import('./PopCalledBack')).PopCalledBack }));

function PopHead({ pop, out }: { pop: Pop; out: boolean }) {
  const t = useTexts(popWords);
  const queueName = useQueueName();
  const waited = Math.floor(pop.waited_seconds);
  return (
    <div className="panel-head pop-head">
      <h2>{t(out ? 'titleOut' : 'title')}</h2>
      <span className="quiet push pop-how">
        {pop.queue ? <span>{queueName(pop.queue)}</span> : null}
        <span>
          {t(out ? 'shown' : 'dialled')} <span className="num">{pop.called_number}</span>
        </span>
        {pop.keys_pressed ? (
          <span>
            {t('pressed')} <kbd className="num">{pop.keys_pressed}</kbd>
          </span>
        ) : null}
        {waited > 0 ? <span className="num">{t('waited', { time: clockOf(waited) })}</span> : null}
      </span>
    </div>
  );
}

function NumberShown({ pop }: { pop: Pop }) {
  const t = useTexts(popWords);
  const digits = /\d/.test(pop.number);
  return (
    <span className="quiet pop-number" title={pop.number_masked ? t('masked') : undefined}>
      <PhoneOutlined aria-label={t('number')} />{' '}
      {digits ? <span className="num">{groupPhone(pop.number)}</span> : t('withheld')}
      {digits ? <CallButton to={{ kind: 'interaction', id: pop.interaction }} who={whoOf(pop)} /> : null}
    </span>
  );
}

function Known({ pop, customer, undo }: { pop: Pop; customer: PopCustomer; undo: () => void }) {
  const t = useTexts(popWords);
  const row = { ...customer, numbers_masked: pop.number_masked, last_contact_at: null };
  return (
    <>
      <p className={`pop-who is-${customer.level}`}>
        {customer.level === 'vip' ? <CrownFilled aria-hidden /> : null}
        <Link to={`/customers/${customer.id}`}>{customer.name}</Link>
        {customer.level === 'normal' ? null : <LevelMark level={customer.level} />}
        <NumberShown pop={pop} />
      </p>
      {pop.chosen ? (
        <p className="quiet pop-chosen">
          {t('chosen')}
          <Button type="link" size="small" onClick={undo}>
            {t('notThis')}
          </Button>
        </p>
      ) : null}
      <PopNumber pop={pop} />
      <CustomerFacts customer={row} calls />
    </>
  );
}

interface ChoosingProps {
  pop: Pop;
  choose: (customer: string, name: string) => void;
}

function Shared({ pop, choose }: ChoosingProps) {
  const t = useTexts(popWords);
  return (
    <>
      <p className="pop-who">
        <strong>{t('shared', { n: pop.candidates.length })}</strong>
        <NumberShown pop={pop} />
      </p>
      <p className="quiet">{t('sharedText')}</p>
      <ul className="candidates">
        {pop.candidates.map((one) => (
          <li key={one.id}>
            <button type="button" className="candidate" onClick={() => choose(one.id, one.name)}>
              <strong>{one.name}</strong>
              <LevelMark level={one.level} />
              <span className="quiet">{one.company}</span>
            </button>
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        <CustomerFinder choose={choose} />
      </Suspense>
    </>
  );
}

function Unknown({ pop, choose }: ChoosingProps) {
  const t = useTexts(popWords);
  return (
    <>
      <p className="pop-who">
        <strong>{pop.caller_name || t('unknown')}</strong>
        <NumberShown pop={pop} />
      </p>
      <p className="quiet">{t('unknownText')}</p>
      <Suspense fallback={null}>
        <CustomerFinder choose={choose} />
      </Suspense>
    </>
  );
}

interface PopProps {
  interaction: string;
  ringing: boolean;
  since: Micros;
  /** We called them: there is nobody to greet. */
  out?: boolean;
}

export function PopCard({ interaction, ringing, since, out = false }: PopProps) {
  const t = useTexts(popWords);
  const { message } = App.useApp();
  const asked = usePop(interaction);
  const choosing = useChoose(interaction);
  const pop = asked.data;
  const say = (content: string, back: string | null): void => {
    const undo = (): void => {
      message.destroy(interaction);
      choosing.mutate(back);
    };
    const button = (
      <Button type="link" size="small" onClick={undo}>
        {t('undo')}
      </Button>
    );
    void message.info({
      key: interaction,
      duration: 8,
      content: (
        <>
          {content} {button}
        </>
      ),
    });
  };
  const choose = (customer: string, name: string): void =>
    choosing.mutate(customer, { onSuccess: () => say(t('isChosen', { name }), null) });
  const takeBack = (): void => {
    const before = pop?.customer?.id ?? null;
    choosing.mutate(null, { onSuccess: () => say(t('takenBack'), before) });
  };
  if (!pop) {
    return (
      <section className="panel pop" aria-busy={asked.isPending}>
        {asked.isError ? (
          <Failed failure={asked.error} again={() => void asked.refetch()} />
        ) : (
          <div className="pop-body">
            <Skeleton active paragraph={{ rows: 5 }} />
          </div>
        )}
      </section>
    );
  }
  return (
    <section className="panel pop" aria-label={t(out ? 'titleOut' : 'title')}>
      <PopHead pop={pop} out={out} />
      <div className="pop-body">
        <Suspense fallback={null}>
          {pop.handed_over ? <PopHandedOver handed={pop.handed_over} /> : null}
          {pop.called_back ? <PopCalledBack back={pop.called_back} /> : null}
        </Suspense>
        {pop.handed_over || out ? null : <Greeting answer={pop.answer} ringing={ringing} since={since} />}
        {pop.match === 'many' ? <Shared pop={pop} choose={choose} /> : null}
        {pop.match === 'none' ? <Unknown pop={pop} choose={choose} /> : null}
        {pop.customer ? (
          <>
            <Known pop={pop} customer={pop.customer} undo={takeBack} />
            <Suspense fallback={null}>
              <PopIdentity
                key={`who ${pop.customer.id}`}
                interaction={pop.interaction}
                customer={pop.customer}
              />
              <Readiness
                key={pop.customer.id}
                customer={pop.customer.id}
                percent={pop.customer.completeness}
              />
              <CustomerMarks customer={pop.customer.id} />
              <OpenCases customer={pop.customer.id} interaction={pop.interaction} />
            </Suspense>
          </>
        ) : null}
        <OpenItems items={pop.open_items} />
        <LastContacts pop={pop} />
      </div>
    </section>
  );
}
