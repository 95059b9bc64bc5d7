/** One line of what I have to do: a task of a case, a case of mine, a message for me. */
import {
  CheckOutlined,
  CustomerServiceOutlined,
  FileDoneOutlined,
  MessageOutlined,
  PhoneOutlined,
  RiseOutlined,
  TagOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CaseHelp } from '@/api/calm';
import type { CaseLine, CaseTaskOpen } from '@/api/cases';
import type { Improvement } from '@/api/improvements';
import type { Slip } from '@/api/slips';
import type { Visit } from '@/api/visits';
import { CallButton } from '@/shared/dial/CallButton';
import { numberOf } from '@/shared/format/case-number';
import { MICROS } from '@/shared/format/duration';
import { groupPhone } from '@/shared/format/phone';
import { spanOf } from '@/shared/format/span';
import { dateAt, microsOf, whenOf } from '@/shared/format/time';
import { useSeeHelp } from '@/shared/helps/use-helps';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { todoWords } from './words';

const SOON = 3600;
const SOLVED: readonly string[] = ['confirmed', 'recorded', 'followed_up'];

interface LineProps {
  sign: ReactNode;
  to: string;
  title: string;
  /** What stands at the end of the first line. */
  end: ReactNode;
  late: boolean;
  children: ReactNode;
}

function Line({ sign, to, title, end, late, children }: LineProps) {
  return (
    <li className={late ? 'is-due' : ''}>
      <div className="callback-line">
        {sign}
        <Link className="todo-what" to={to} title={title}>
          {title}
        </Link>
        <span className="push">{end}</span>
      </div>
      <div className="callback-line quiet">{children}</div>
    </li>
  );
}

/** How long still, or by how much it is late, beside its sign. */
function useDue(at: string | null): { late: boolean; mark: ReactNode } {
  const t = useTexts(todoWords);
  const now = useServerSecond();
  if (at === null) return { late: false, mark: null };
  const left = (microsOf(at) - now) / MICROS;
  const late = left < 0;
  const said = late ? t('late', { time: spanOf(-left, t) }) : t('left', { time: spanOf(left, t) });
  const tone = late ? 'bad' : left < SOON ? 'wait' : '';
  return { late, mark: <span className={`pill num ${tone}`}>{said}</span> };
}

export function TaskTodo({ one, settle }: { one: CaseTaskOpen; settle: (task: CaseTaskOpen) => void }) {
  const t = useTexts(todoWords);
  const { late, mark } = useDue(one.due_at);
  return (
    <Line
      sign={<TagOutlined aria-label={t('task')} />}
      to={`/cases/${one.case}`}
      title={one.text}
      end={mark}
      late={late}
    >
      <span className="num">{numberOf(one.number)}</span>
      <span className="todo-more">{one.customer?.name ?? one.subject}</span>
      <Button
        className="push"
        size="small"
        icon={<CheckOutlined aria-hidden />}
        aria-label={t('doneOf', { text: one.text })}
        onClick={() => settle(one)}
      >
        {t('done')}
      </Button>
    </Line>
  );
}

export function CaseTodo({ one }: { one: CaseLine }) {
  const t = useTexts(todoWords);
  const { late, mark } = useDue(one.due_at);
  const stands = one.waiting ? 'waiting' : SOLVED.includes(one.state) ? 'solved' : null;
  return (
    <Line
      sign={<FileDoneOutlined aria-label={t('case')} />}
      to={`/cases/${one.id}`}
      title={one.subject}
      end={stands ? <span className="pill">{t(stands)}</span> : mark}
      late={late}
    >
      <span className="num">{numberOf(one.number)}</span>
      <span className="todo-more">{one.customer?.name}</span>
    </Line>
  );
}

export function HelpTodo({ one }: { one: CaseHelp }) {
  const t = useTexts(todoWords);
  const locale = useLocale();
  const seeing = useSeeHelp();
  const who = nameIn(one.asked_by, locale);
  return (
    <Line
      sign={<CustomerServiceOutlined aria-label={t('help')} />}
      to={`/cases/${one.case}`}
      title={t('helpOf', { who, why: one.reason || one.subject })}
      end={<span className="pill wait">{t(one.mine ? 'helping' : 'asked')}</span>}
      late={one.late}
    >
      <span className="num">{numberOf(one.number)}</span>
      <span className="todo-more">{one.subject}</span>
      {one.mine ? null : (
        <Button className="push" size="small" onClick={() => seeing.mutate(one.id)}>
          {t('seeHelp')}
        </Button>
      )}
    </Line>
  );
}

export function ImprovementTodo({ one }: { one: Improvement }) {
  const t = useTexts(todoWords);
  const locale = useLocale();
  const { late, mark } = useDue(one.due_at);
  return (
    <Line
      sign={<RiseOutlined aria-label={t('improvement')} />}
      to={`/improvements/${one.id}`}
      title={one.what}
      end={mark}
      late={late}
    >
      <span>{t('improvement')}</span>
      <span className="todo-more">{nameIn(one.node_name, locale)}</span>
    </Line>
  );
}

export function VisitTodo({ one }: { one: Visit }) {
  const t = useTexts(todoWords);
  const { late, mark } = useDue(one.due_at);
  const who = one.case.customer?.name ?? one.case.subject;
  return (
    <Line
      sign={<PhoneOutlined aria-label={t('visit')} />}
      to={`/cases/${one.case.id}`}
      title={t('visitOf', { who })}
      end={mark}
      late={late}
    >
      <span className="num">{numberOf(one.case.number)}</span>
      <span className="todo-more">{one.case.subject}</span>
      {one.callable_now ? (
        <span className="push">
          <CallButton wide to={{ kind: 'visit', id: one.id }} who={who} />
        </span>
      ) : null}
    </Line>
  );
}

export function SlipTodo({ one }: { one: Slip }) {
  const t = useTexts(todoWords);
  const now = useServerSecond();
  const who = one.caller || one.company || groupPhone(one.number);
  return (
    <Line
      sign={<MessageOutlined aria-label={t('slip')} />}
      to={`/slips/${one.id}`}
      title={one.about || t('from', { who })}
      end={
        one.urgent ? (
          <span className="pill bad">{t('urgent')}</span>
        ) : (
          <span className="pill wait">{t(one.call_back === 'open' ? 'callOwed' : 'unread')}</span>
        )
      }
      late={one.urgent}
    >
      <span>{who}</span>
      <span className="num push">{whenOf(one.called_at, dateAt(now)).slice(0, -3)}</span>
    </Line>
  );
}
