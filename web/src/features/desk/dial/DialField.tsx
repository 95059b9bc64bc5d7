/** Type, paste or press a number, or find somebody; arrows and Enter choose. Focus stays in the field. */
import { DeleteOutlined, PhoneOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useDeferredValue, useId, useMemo, useState, type KeyboardEvent } from 'react';
import { listInteractions, searchCustomers } from '@/api/calls';
import type { To } from '@/api/control';
import { useBoard } from '@/shared/board/board-store';
import { useFoundInDirectory } from '@/shared/dial/directory';
import { usePass } from '@/shared/dial/pass';
import { wishToCall } from '@/shared/dial/wish';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { Empty } from '@/shared/ui/Empty';
import { StateMark } from '@/shared/ui/StateMark';
import { Keys } from '../Keys';
import { optionId, PickerList } from '../PickerList';
import { entriesFor, recentEntries, type Entry } from './entries';
import { dialWords } from './dial-words';
import { Takeable } from './Takeable';

const MOST_CUSTOMERS = 6;
const FEWEST = 2;

function Pad({ press, erase }: { press: (key: string) => void; erase: () => void }) {
  const t = useTexts(dialWords);
  return (
    <div className="keypad dial-pad" role="group" aria-label={t('keypad')}>
      <Keys name={(key) => t('key', { key })} press={press} />
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t('erase')}
        title={t('erase')}
        onClick={erase}
      />
    </div>
  );
}

function Line({ entry }: { entry: Entry }) {
  const t = useTexts(dialWords);
  if (entry.group === 'dial') {
    return (
      <span className="num">
        <PhoneOutlined aria-hidden /> {t('number', { number: entry.name })}
      </span>
    );
  }
  const waiting = entry.group === 'queues' && entry.aside !== '0';
  return (
    <>
      <span className="picker-name">{entry.name}</span>
      {entry.group === 'queues' ? null : <span className="quiet num">{entry.aside}</span>}
      {waiting ? <span className="quiet">{t('waiting', { n: entry.aside })}</span> : null}
      {entry.state ? <StateMark state={entry.state} /> : null}
    </>
  );
}

function useEntries(agent: string, typed: string): { entries: Entry[]; known: boolean } {
  const board = useBoard();
  const locale = useLocale();
  const text = useDeferredValue(typed.trim());
  const directory = useFoundInDirectory(text);
  const found = useQuery({
    queryKey: ['customers', 'find', text],
    queryFn: async () => (await searchCustomers(text, MOST_CUSTOMERS)).items,
    enabled: text.length >= FEWEST,
    staleTime: 30_000,
  });
  const last = useQuery({
    queryKey: ['interactions', 'mine', agent],
    queryFn: async () => (await listInteractions({ agent }, undefined, 20)).items,
    staleTime: 30_000,
  });
  const entries = useMemo(() => {
    if (!typed.trim()) return recentEntries(last.data ?? []);
    return entriesFor({ board, me: agent, typed, customers: found.data ?? [], directory, locale });
  }, [board, agent, typed, found.data, directory, last.data, locale]);
  return { entries, known: typed.trim() ? !found.isFetching : !last.isPending };
}

const choose = (entry: Entry | undefined): void => {
  if (entry) wishToCall(entry.to, entry.name);
};

const TARGETS = ['agent', 'queue', 'extension', 'number'] as const;

/** Whom a call can be passed on to: customers and past contacts are called only. */
function targetOf(entry: Entry | undefined): To | null {
  const kind = TARGETS.find((one) => one === entry?.to.kind);
  return entry && kind ? { kind, id: entry.to.id } : null;
}

export function DialField({ agent }: { agent: string }) {
  const t = useTexts(dialWords);
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const pass = usePass();
  const { entries, known } = useEntries(agent, typed);
  const nth = Math.min(at, entries.length - 1);
  const change = (text: string): void => {
    setTyped(text);
    setAt(0);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((nth + step + entries.length) % Math.max(entries.length, 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const target = event.shiftKey ? targetOf(entries[nth]) : null;
      if (target && pass) pass(target);
      else if (!event.shiftKey) choose(entries[nth]);
    }
  };
  return (
    <div className="dial-field">
      <Input
        autoFocus
        allowClear
        size="large"
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={entries.length ? optionId(id, nth) : undefined}
        aria-label={t('find')}
        placeholder={t('find')}
        title={t('findHint')}
        maxLength={60}
        value={typed}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKey}
      />
      {typed.trim() ? null : <Takeable agent={agent} />}
      <Pad press={(key) => change(typed + key)} erase={() => change(typed.slice(0, -1))} />
      <PickerList
        id={id}
        className="dial-list"
        label={t('title')}
        choices={entries}
        nth={nth}
        heading={(entry) => t(entry.group)}
        line={(entry) => <Line entry={entry} />}
        choose={choose}
      />
      {entries.length || !known ? null : typed.trim() ? (
        <p className="quiet" role="status">
          {t('nobody')}
        </p>
      ) : (
        <Empty icon={<PhoneOutlined />} title={t('noRecent')}>
          {t('noRecentText')}
        </Empty>
      )}
    </div>
  );
}
