/** Marks on customers: those that wait for a word, those that hold, those that are over, and what I proposed. */
import { FlagFilled, FlagOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { listAllMarks, type Mark, type MarksShown } from '@/api/calm';
import { getCustomer } from '@/api/calls';
import { DecideMark } from '@/shared/calm/DecideMark';
import { calmWords } from '@/shared/calm/words';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, texts, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { CustomerHistory } from '@/shared/ui/CustomerHistory';
import { Empty, Failed } from '@/shared/ui/Empty';
import { OpenCases } from '@/shared/ui/OpenCases';
import { CaseTabs } from '../CaseTabs';
import { Views } from '../Views';
import '../cases.css';
import './marks.css';

const words = texts(
  {
    title: '客户标记',
    proposed: '待决定',
    holding: '生效中',
    over: '已结束',
    mine: '我建议的',
    days: '建议有效 {n} 天',
    until: '{when}到期',
    proposedBy: '{who} {when} 建议',
    contact: '当时的联络',
    history: '查看客户历史',
    fold: '收起客户历史',
    decidedBy: '{who} {when}',
    state_proposed: '待决定',
    state_approved: '已批准',
    state_refused: '已驳回',
    state_lifted: '已撤销',
    ended: '已到期',
    own: '自己建议的要由别人批准',
    none: '没有客户标记',
    noneText: '坐席按安抚指引提醒两次后，可以建议标记客户；由另一位班长决定，到期自动失效。',
  },
  {
    title: 'Marks on customers',
    proposed: 'To decide',
    holding: 'In force',
    over: 'Over',
    mine: 'Proposed by me',
    days: 'for {n} days',
    until: 'until {when}',
    proposedBy: 'Proposed by {who}, {when}',
    contact: 'The contact',
    history: 'Show the history',
    fold: 'Hide the history',
    decidedBy: '{who}, {when}',
    state_proposed: 'To decide',
    state_approved: 'Approved',
    state_refused: 'Refused',
    state_lifted: 'Lifted',
    ended: 'Ended',
    own: 'Somebody else approves what you proposed',
    none: 'No marks',
    noneText:
      'After two warnings agents may propose to mark a customer; another leader decides, and a mark ends by itself.',
  },
);
const VIEWS = ['proposed', 'holding', 'over', 'mine'] as const;
const TONES = { proposed: 'wait', approved: 'good', refused: '', lifted: '' } as const;

function History({ customer }: { customer: string }) {
  const asked = useQuery({ queryKey: ['customers', customer], queryFn: () => getCustomer(customer) });
  if (asked.isPending) return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  return (
    <div className="mark-history">
      <OpenCases customer={customer} />
      <CustomerHistory contacts={asked.data.interactions} />
    </div>
  );
}

function State({ mark }: { mark: Mark }) {
  const t = useTexts(words);
  const ended = mark.state === 'approved' && !mark.holds;
  return (
    <span className={`pill ${ended ? '' : TONES[mark.state]}`}>
      {t(ended ? 'ended' : `state_${mark.state}`)}
    </span>
  );
}

function Decided({ mark }: { mark: Mark }) {
  const t = useTexts(words);
  const locale = useLocale();
  const now = dateAt(serverNow());
  if (!mark.decided_at) return null;
  const who = nameIn(mark.decided_by, locale);
  return (
    <p className="case-line quiet">
      <span>{t('decidedBy', { who, when: whenOf(mark.decided_at, now) })}</span>
      <span>{mark.decided_why}</span>
      {mark.expires_at && mark.holds ? (
        <span className="num">{t('until', { when: whenOf(mark.expires_at, now) })}</span>
      ) : null}
    </p>
  );
}

function Line({ mark, leads }: { mark: Mark; leads: boolean }) {
  const t = useTexts(words);
  const tc = useTexts(calmWords);
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const now = dateAt(serverNow());
  return (
    <li className="panel mark-item">
      <p className="case-line">
        <span className="pill bad">
          <FlagFilled aria-hidden /> {tc(mark.kind)}
        </span>
        <Link to={`/customers/${mark.customer}`}>
          <strong>{mark.customer_name}</strong>
        </Link>
        <State mark={mark} />
        <span className="quiet">
          {t('proposedBy', { who: nameIn(mark.proposed_by, locale), when: whenOf(mark.proposed_at, now) })} ·{' '}
          {t('days', { n: mark.days })}
        </span>
        {mark.interaction ? <Link to={`/interactions/${mark.interaction}`}>{t('contact')}</Link> : null}
      </p>
      <p className="facts-note mark-why-said">{mark.why}</p>
      <Decided mark={mark} />
      <div className="actions">
        <DecideMark mark={mark} leads={leads} />
        {leads && mark.state === 'proposed' && !mark.decidable ? (
          <span className="quiet">{t('own')}</span>
        ) : null}
        <Button size="small" type="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'fold' : 'history')}
        </Button>
      </div>
      {open ? <History customer={mark.customer} /> : null}
    </li>
  );
}

export function MarksPage() {
  const t = useTexts(words);
  const session = useSession();
  const [address, setAddress] = useSearchParams();
  const leads = may(session, 'customers.keep');
  const shown = leads ? VIEWS : VIEWS.slice(-1);
  const show: MarksShown = shown.find((one) => one === address.get('show')) ?? shown[0] ?? 'mine';
  const asked = useQuery({
    queryKey: ['marks', 'list', show],
    queryFn: () => listAllMarks(show),
    refetchInterval: 30_000,
  });
  const items = asked.data?.items ?? [];
  return (
    <div className="page cases-page">
      <CaseTabs />
      <div className="page-head">
        <h1>{t('title')}</h1>
        <Views
          label={t('title')}
          views={shown}
          shown={show}
          word={t}
          show={(one) => setAddress({ show: one })}
        />
      </div>
      {asked.isPending ? <Skeleton active /> : null}
      {asked.isError && !asked.data ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : null}
      {asked.data && !items.length ? (
        <Empty icon={<FlagOutlined />} title={t('none')}>
          {t('noneText')}
        </Empty>
      ) : null}
      <ul className="mark-items">
        {items.map((mark) => (
          <Line key={mark.id} mark={mark} leads={leads} />
        ))}
      </ul>
    </div>
  );
}
