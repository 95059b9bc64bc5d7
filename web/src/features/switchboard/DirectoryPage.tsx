/** The directory: type, arrows, Enter calls, Shift+Enter passes the call at hand on. Who keeps it changes it here. */
import {
  ContactsOutlined,
  DownloadOutlined,
  PlusOutlined,
  SearchOutlined,
  UploadOutlined,
} from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Segmented } from 'antd';
import { useDeferredValue, useId, useState, type KeyboardEvent } from 'react';
import { lookUp, type DirectoryEntry, type EntryKind } from '@/api/directory';
import { usePass } from '@/shared/dial/pass';
import { wishToCall } from '@/shared/dial/wish';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { hasDesk, may, useSession } from '@/shared/session/session';
import { Empty, Failed } from '@/shared/ui/Empty';
import { EntryCard } from './EntryCard';
import { EntryForm } from './EntryForm';
import { EntryList, lineId } from './EntryList';
import { deedOf } from './keys';
import { SheetPanel } from './SheetPanel';
import { directoryWords } from './words';
import './switchboard.css';

const MOST = 50;
const KINDS = ['all', 'person', 'room', 'department', 'outside'] as const;
type Shown = (typeof KINDS)[number];
type Opening = (open: Open) => void;
type Open = { panel: 'entry'; id: string | null } | { panel: 'sheet' } | null;
const NOBODY: DirectoryEntry[] = [];

/** Call or pass on by the first number of an entry; says when that cannot be. */
function useDeeds() {
  const t = useTexts(directoryWords);
  const locale = useLocale();
  const session = useSession();
  const pass = usePass();
  const { message } = App.useApp();
  return (deed: 'call' | 'pass', entry: DirectoryEntry | undefined): void => {
    if (!entry || (deed === 'call' && !hasDesk(session))) return;
    const [first] = entry.reach;
    if (!first) void message.info(t('masked'));
    else if (deed === 'call') wishToCall({ kind: first.kind, id: first.id }, nameIn(entry.name, locale));
    else if (pass) pass({ kind: first.kind, id: first.id });
    else void message.info(t('noCall'));
  };
}

function Keeping({ onOpen }: { onOpen: Opening }) {
  const t = useTexts(directoryWords);
  return (
    <div className="push entry-keeping">
      <Button icon={<PlusOutlined />} onClick={() => onOpen({ panel: 'entry', id: null })}>
        {t('add')}
      </Button>
      <Button icon={<UploadOutlined />} onClick={() => onOpen({ panel: 'sheet' })}>
        {t('import')}
      </Button>
      <Button icon={<DownloadOutlined />} href="/api/directory/sheet" download>
        {t('export')}
      </Button>
    </div>
  );
}

interface AskedFor {
  typed: string;
  kind: Shown;
  own: boolean;
}

function useFound({ typed, kind, own }: AskedFor) {
  const what = useDeferredValue(typed.trim());
  const asked: EntryKind | undefined = kind === 'all' ? undefined : kind;
  return useQuery({
    queryKey: ['directory', 'page', what, kind, own],
    queryFn: () => lookUp(what, { kind: asked, own, limit: MOST }),
    placeholderData: keepPreviousData,
  });
}

function Nothing({ found, what }: { found: ReturnType<typeof useFound>; what: string }) {
  const t = useTexts(directoryWords);
  if (found.isError) return <Failed failure={found.error} again={() => void found.refetch()} />;
  if (found.isPending) return null;
  return (
    <Empty icon={<ContactsOutlined />} title={what ? t('none', { what }) : t('empty')}>
      {t(what ? 'noneText' : 'emptyText')}
    </Empty>
  );
}

interface FieldProps {
  list: string;
  typed: string;
  nth: number;
  entries: readonly DirectoryEntry[];
  onType: (typed: string) => void;
  onMove: (nth: number) => void;
}

/** Focus stays here: arrows choose below. */
function SearchBox({ list, typed, nth, entries, onType, onMove }: FieldProps) {
  const t = useTexts(directoryWords);
  const deed = useDeeds();
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const wanted = deedOf(event, nth, entries.length);
    if (!wanted) return;
    event.preventDefault();
    if (wanted.do === 'move') onMove(wanted.to);
    else deed(wanted.do, entries[nth]);
  };
  return (
    <span data-search className="search-field entry-search">
      <Input
        autoFocus
        allowClear
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={entries[nth] ? lineId(list, nth) : undefined}
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t('search')}
        aria-label={t('search')}
        maxLength={60}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKey}
      />
    </span>
  );
}

/** The entry at hand; own entries can be changed by who keeps the directory. */
function AtHand({
  entry,
  keeps,
  onOpen,
}: {
  entry: DirectoryEntry | undefined;
  keeps: boolean;
  onOpen: Opening;
}) {
  const t = useTexts(directoryWords);
  return (
    <section className="panel entry-card" aria-label={t('pick')}>
      {entry ? (
        <EntryCard
          entry={entry}
          onEdit={keeps && entry.own ? () => onOpen({ panel: 'entry', id: entry.id }) : null}
        />
      ) : (
        <Empty icon={<ContactsOutlined />} title={t('pick')}>
          {t('pickText')}
        </Empty>
      )}
    </section>
  );
}

function Panel({ open, onClose }: { open: Open; onClose: () => void }) {
  if (!open) return null;
  if (open.panel === 'sheet') return <SheetPanel onClose={onClose} />;
  return <EntryForm key={open.id ?? ''} id={open.id} onClose={onClose} />;
}

export function DirectoryPage() {
  const t = useTexts(directoryWords);
  const session = useSession();
  const keeps = may(session, 'directory.change');
  const id = useId();
  const [asked, setAsked] = useState<AskedFor>({ typed: '', kind: 'all', own: false });
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState<Open>(null);
  const found = useFound(asked);
  const deed = useDeeds();
  const entries = found.data?.items ?? NOBODY;
  const nth = Math.min(at, entries.length - 1);
  const ask = (change: Partial<AskedFor>): void => {
    setAsked((before) => ({ ...before, ...change }));
    setAt(0);
  };
  return (
    <div className="page list-page">
      <div className="page-head">
        <h1>{t('title')}</h1>
        <SearchBox
          list={id}
          typed={asked.typed}
          nth={nth}
          entries={entries}
          onType={(typed) => ask({ typed })}
          onMove={setAt}
        />
        <Segmented
          aria-label={t('kind')}
          value={asked.kind}
          options={KINDS.map((value) => ({ value, label: t(value) }))}
          onChange={(kind) => ask({ kind })}
        />
        {keeps ? (
          <>
            <Checkbox checked={asked.own} onChange={(event) => ask({ own: event.target.checked })}>
              {t('own')}
            </Checkbox>
            <Keeping onOpen={setOpen} />
          </>
        ) : null}
      </div>
      {hasDesk(session) ? <p className="quiet">{t('keysDesk')}</p> : null}
      <div className="entries">
        <section className="panel entry-box" aria-label={t('found')} aria-busy={found.isFetching}>
          <EntryList
            id={id}
            entries={entries}
            nth={nth}
            onChoose={setAt}
            onCall={(place) => deed('call', entries[place])}
          />
          {entries.length ? null : <Nothing found={found} what={asked.typed.trim()} />}
        </section>
        <AtHand entry={entries[nth]} keeps={keeps} onOpen={setOpen} />
      </div>
      <Panel open={open} onClose={() => setOpen(null)} />
    </div>
  );
}
