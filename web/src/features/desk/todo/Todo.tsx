/** My open tasks of whatever kind, the next one due first, each with what can be done about it from here. */
import { UnorderedListOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useTexts } from '@/shared/i18n/texts';
import { CallbackLine } from '../CallbackLine';
import type { Todo as Item } from './items';
import { CaseTodo, HelpTodo, ImprovementTodo, SlipTodo, TaskTodo, VisitTodo } from './Lines';
import { useTodo } from './use-todo';
import { useCallbackWish, useTaskWish } from './wishes';
import { todoWords } from './words';
import '../callbacks.css';
import './todo.css';

/** So many are shown at first: with them one sees the day, and the rest of the desk. */
const FIRST = 7;

interface LineProps {
  item: Item;
  change: ReturnType<typeof useCallbackWish>;
  settle: ReturnType<typeof useTaskWish>;
}

function Line({ item, change, settle }: LineProps) {
  if (item.kind === 'callback') return <CallbackLine one={item.one} change={change} />;
  if (item.kind === 'task') return <TaskTodo one={item.one} settle={settle} />;
  if (item.kind === 'visit') return <VisitTodo one={item.one} />;
  if (item.kind === 'help') return <HelpTodo one={item.one} />;
  if (item.kind === 'improvement') return <ImprovementTodo one={item.one} />;
  return item.kind === 'case' ? <CaseTodo one={item.one} /> : <SlipTodo one={item.one} />;
}

export function Todo() {
  const t = useTexts(todoWords);
  const { items, counts, pending, failed } = useTodo();
  const change = useCallbackWish();
  const settle = useTaskWish();
  const [all, showAll] = useState(false);
  const shown = all ? items : items.slice(0, FIRST);
  return (
    <section className="panel callbacks todo" aria-label={t('title')} aria-busy={pending}>
      <div className="panel-head">
        <h2>
          <UnorderedListOutlined aria-hidden /> {t('title')}
        </h2>
        <span className="quiet push num">{items.length || ''}</span>
      </div>
      {pending ? <Skeleton active paragraph={{ rows: 4 }} className="today-opening" /> : null}
      {failed ? <p className="todo-said fault">{t('partial')}</p> : null}
      {!pending && !failed && !items.length ? (
        <div className="callbacks-none">
          <strong>{t('none')}</strong>
          <p className="quiet">{t('noneText')}</p>
        </div>
      ) : null}
      <ul>
        {shown.map((item) => (
          <Line key={`${item.kind}-${item.id}`} item={item} change={change} settle={settle} />
        ))}
      </ul>
      <div className="todo-foot">
        {items.length > FIRST ? (
          <Button type="link" size="small" aria-expanded={all} onClick={() => showAll(!all)}>
            {all ? t('less') : t('all', { n: items.length })}
          </Button>
        ) : null}
        {counts ? (
          <span className="push">
            <Link to="/cases?view=mine">
              {t('mine')} <span className="num">{counts.mine}</span>
            </Link>
            <Link to="/cases?view=list">
              {t('list')} <span className="num">{counts.list}</span>
            </Link>
          </span>
        ) : null}
      </div>
    </section>
  );
}
