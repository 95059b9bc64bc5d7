/** A page of all items of a kind: each opens where it stands, and a new one is written above them. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useState, type ComponentType, type ReactNode } from 'react';
import type { RoutingKind } from '@/api/routing';
import type { ConfigEntry } from '@/api/types';
import { nameOf, useKind } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { DraftPill } from './Drafted';

export interface FormProps {
  /** null: a new one. */
  entry: ConfigEntry | null;
  taken: string[];
  queues: ConfigEntry[];
  mayChange: boolean;
  onDone?: () => void;
}

interface LineProps {
  entry: ConfigEntry;
  opened: boolean;
  children: ReactNode;
}

function Line({ entry, opened, children }: LineProps) {
  const locale = useLocale();
  return (
    <details className="route-item" open={opened}>
      <summary>
        <strong>{nameIn(nameOf(entry), locale) || entry.key}</strong>
        <span className="quiet num">{entry.key}</span>
        <DraftPill entry={entry} />
      </summary>
      {children}
    </details>
  );
}

interface Props {
  kind: RoutingKind;
  chosen: string | undefined;
  mayChange: boolean;
  Form: ComponentType<FormProps>;
  icon: ReactNode;
  words: { add: string; none: string; noneText: string };
  /** The only one there is stands open. */
  onlyOpen?: boolean;
}

export function Items({ kind, chosen, mayChange, Form, icon, words, onlyOpen = false }: Props) {
  const asked = useKind(kind);
  const queues = useKind('queue').data?.items ?? [];
  const [adding, setAdding] = useState(false);
  if (asked.isPending) return <Skeleton active className="panel route-wait" />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const { items } = asked.data;
  const shared = { taken: items.map(({ key }) => key), queues, mayChange };
  const opened = ({ key }: ConfigEntry): boolean => key === chosen || (onlyOpen && items.length === 1);
  return (
    <section className="panel">
      {mayChange ? (
        <div className="route-bar-top">
          <Button icon={<PlusOutlined aria-hidden />} disabled={adding} onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        </div>
      ) : null}
      {adding ? <Form entry={null} onDone={() => setAdding(false)} {...shared} /> : null}
      {items.map((entry) => (
        <Line key={entry.key} entry={entry} opened={opened(entry)}>
          <Form entry={entry} {...shared} />
        </Line>
      ))}
      {items.length || adding ? null : (
        <Empty icon={icon} title={words.none}>
          {words.noneText}
        </Empty>
      )}
    </section>
  );
}
