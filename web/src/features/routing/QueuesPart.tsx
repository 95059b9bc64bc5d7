/** All queues with their live figures, and beside the list the one that is chosen. */
import { PlusOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { NavLink, useNavigate } from 'react-router';
import type { Board } from '@/api/live';
import type { ConfigEntry } from '@/api/types';
import { useBoard } from '@/shared/board/board-store';
import { isFree } from '@/shared/board/figures';
import { nameOf, useKind } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { SearchField } from '@/shared/ui/SearchField';
import { DraftPill } from './Drafted';
import { useKnown } from './names';
import { pageWords } from './page-words';
import { QueueEditor } from './QueueEditor';
import { queueWords } from './queue-words';

const ofList = (entry: ConfigEntry): number => Number((entry.draft ?? entry.value)?.order ?? 0);

/** As lists of queues show them: by their order, then by key. */
const inOrder = (items: ConfigEntry[]): ConfigEntry[] =>
  [...items].sort((a, b) => ofList(a) - ofList(b) || a.key.localeCompare(b.key));

const NEW = '+';

interface Live {
  waiting: number;
  ready: number;
}

/** Who waits and who is free, of every queue at once: there may be hundreds. */
function liveOf(board: Board): Record<string, Live> {
  const found: Record<string, Live> = {};
  for (const [queue, { waiting }] of Object.entries(board.queues))
    found[queue] = { waiting: Object.keys(waiting).length, ready: 0 };
  for (const agent of Object.values(board.agents))
    for (const queue of isFree(board, agent) ? agent.queues : []) {
      const live = found[queue];
      if (live) live.ready += 1;
    }
  return found;
}

function Row({ entry, live }: { entry: ConfigEntry; live: Live | undefined }) {
  const t = useTexts(pageWords);
  const locale = useLocale();
  return (
    <li>
      <NavLink to={`/routing/queues/${entry.key}`} className="route-queue">
        <span className="route-queue-name">{nameIn(nameOf(entry), locale) || entry.key}</span>
        <DraftPill entry={entry} />
        {live ? (
          <span className="num quiet">
            <span className={live.waiting ? 'is-wait' : ''}>
              {live.waiting} {t('waiting')}
            </span>
            {' · '}
            {live.ready} {t('free')}
          </span>
        ) : null}
      </NavLink>
    </li>
  );
}

function List({ items }: { items: ConfigEntry[] }) {
  const t = useTexts(pageWords);
  const locale = useLocale();
  const board = useBoard();
  const live = useMemo(() => (board ? liveOf(board) : {}), [board]);
  const [sought, setSought] = useState('');
  const word = sought.trim().toLowerCase();
  const shown = inOrder(items).filter((entry) =>
    `${nameIn(nameOf(entry), locale)} ${entry.key}`.toLowerCase().includes(word),
  );
  return (
    <>
      <SearchField placeholder={t('find')} value={sought} onSearch={setSought} />
      <ul className="route-queues">
        {shown.map((entry) => (
          <Row key={entry.key} entry={entry} live={live[entry.key]} />
        ))}
      </ul>
      {shown.length ? null : <p className="quiet route-none">{t('nothingFound')}</p>}
    </>
  );
}

function Add({ first }: { first: boolean }) {
  const of = useTexts(queueWords);
  const go = useNavigate();
  return (
    <Button
      type={first ? 'primary' : 'default'}
      icon={<PlusOutlined aria-hidden />}
      onClick={() => void go(`/routing/queues/${NEW}`)}
    >
      {of('add')}
    </Button>
  );
}

interface ChosenProps {
  items: ConfigEntry[];
  chosen: string | undefined;
  mayChange: boolean;
}

/** The one that is chosen, or a new one. */
function Chosen({ items, chosen, mayChange }: ChosenProps) {
  const t = useTexts(pageWords);
  const known = useKnown();
  const entry = items.find(({ key }) => key === chosen) ?? null;
  const shared = { taken: items.map(({ key }) => key), known, mayChange };
  if (entry) return <QueueEditor key={entry.key} entry={entry} {...shared} />;
  if (chosen === NEW && mayChange) return <QueueEditor key={NEW} entry={null} {...shared} />;
  return (
    <Empty icon={<UnorderedListOutlined />} title={t('chooseQueue')}>
      {t('chooseQueueText')}
    </Empty>
  );
}

export function QueuesPart({ chosen, mayChange }: Omit<ChosenProps, 'items'>) {
  const t = useTexts(pageWords);
  const asked = useKind('queue');
  if (asked.isPending) return <Skeleton active className="panel route-wait" />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const { items } = asked.data;
  if (!items.length && chosen !== NEW) {
    return (
      <section className="panel">
        <Empty
          icon={<UnorderedListOutlined />}
          title={t('noQueues')}
          actions={mayChange ? <Add first /> : null}
        >
          {t('noQueuesText')}
        </Empty>
      </section>
    );
  }
  return (
    <div className="route-both">
      <nav className="panel route-list" aria-label={t('queues')}>
        {mayChange ? <Add first={false} /> : null}
        <List items={items} />
      </nav>
      <section className="panel route-detail">
        <Chosen items={items} chosen={chosen} mayChange={mayChange} />
      </section>
    </div>
  );
}
