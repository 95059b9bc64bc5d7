/** All flows: what each is called, which numbers lead to it, and what waits to be published. */
import { ApartmentOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ConfigEntry } from '@/api/types';
import { bodyOf, nameOf, useKind, waits } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { SearchField } from '@/shared/ui/SearchField';
import { graphOf } from './graph';
import { NewFlow } from './NewFlow';
import { pageWords } from './page-words';

/** The numbers that lead to each flow, drafts included. */
export function numbersOf(numbers: ConfigEntry[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const entry of numbers) {
    const { flow } = bodyOf(entry);
    if (typeof flow === 'string' && !entry.draft_removes) (found[flow] ??= []).push(entry.key);
  }
  return found;
}

export function StatePill({ entry }: { entry: ConfigEntry }) {
  const t = useTexts(pageWords);
  if (entry.draft_removes) return <span className="pill bad">{t('removes')}</span>;
  if (!waits(entry)) return <span className="pill good">{t('inForce')}</span>;
  return <span className="pill wait">{t(entry.value ? 'draft' : 'isNew')}</span>;
}

function Row({ entry, numbers }: { entry: ConfigEntry; numbers: string[] }) {
  const t = useTexts(pageWords);
  const locale = useLocale();
  const graph = graphOf(bodyOf(entry));
  return (
    <tr>
      <th scope="row">
        <Link to={`/flows/edit/${entry.key}`}>{nameIn(nameOf(entry), locale) || entry.key}</Link>{' '}
        <span className="quiet num">{entry.key}</span>
      </th>
      <td>
        {graph.for === 'desk' ? (
          <span className="pill">{t('forDesk')}</span>
        ) : numbers.length ? (
          <span className="num flow-numbers">{numbers.join(' ')}</span>
        ) : (
          <span className="quiet">{t('noNumber')}</span>
        )}
      </td>
      <td className="num is-right">{Object.keys(graph.nodes).length}</td>
      <td className="num is-right">{graph.tests?.length ?? 0}</td>
      <td>
        <StatePill entry={entry} />
      </td>
    </tr>
  );
}

function Table({ items }: { items: ConfigEntry[] }) {
  const t = useTexts(pageWords);
  const locale = useLocale();
  const numbers = numbersOf(useKind('number').data?.items ?? []);
  const [sought, setSought] = useState('');
  const word = sought.toLowerCase();
  const shown = items.filter((entry) => {
    const all = [nameIn(nameOf(entry), locale), entry.key, ...(numbers[entry.key] ?? [])];
    return all.join(' ').toLowerCase().includes(word);
  });
  return (
    <>
      <div className="flow-list-head">
        <SearchField placeholder={t('find')} value={sought} onSearch={setSought} />
      </div>
      <table className="flow-table">
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('numbers')}</th>
            <th scope="col" className="is-right">
              {t('nodes')}
            </th>
            <th scope="col" className="is-right">
              {t('tests')}
            </th>
            <th scope="col">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry) => (
            <Row key={entry.key} entry={entry} numbers={numbers[entry.key] ?? []} />
          ))}
        </tbody>
      </table>
      {shown.length ? null : <p className="quiet flow-nothing">{t('nothingFound')}</p>}
    </>
  );
}

export function FlowList({ mayChange }: { mayChange: boolean }) {
  const t = useTexts(pageWords);
  const asked = useKind('flow');
  const [adding, setAdding] = useState(false);
  if (asked.isPending) return <Skeleton active className="panel flow-wait" />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const { items } = asked.data;
  const add = mayChange ? (
    <Button
      type={items.length ? 'default' : 'primary'}
      icon={<PlusOutlined aria-hidden />}
      onClick={() => setAdding(true)}
    >
      {t('add')}
    </Button>
  ) : null;
  return (
    <section className="panel flow-list">
      {items.length ? (
        <>
          {add ? <div className="flow-list-add">{add}</div> : null}
          <Table items={items} />
        </>
      ) : (
        <Empty icon={<ApartmentOutlined />} title={t('none')} actions={add}>
          {t('noneText')}
        </Empty>
      )}
      {adding ? <NewFlow taken={items.map(({ key }) => key)} onClose={() => setAdding(false)} /> : null}
    </section>
  );
}
