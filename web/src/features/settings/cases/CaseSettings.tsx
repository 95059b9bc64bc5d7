/** How a site arranges its cases, without a line of YAML: types with their forms, urgency, promises, causes, solutions. */
import { PlusOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, ConfigProvider, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { saveConfigDraft } from '@/api/calls';
import type { ConfigList } from '@/api/types';
import { useKind, type Body } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { Refused } from '@/shared/ui/Refused';
import { CaseBar } from './CaseBar';
import { ItemForm } from './ItemForm';
import { ItemTree } from './ItemTree';
import { parentOf, TOPS, treeOf, wayTo, type Node } from './tree';
import { KINDS, PRIORITIES, useAgain, useUses, type Kind } from './use-arranging';
import { arrangeWords } from './words';
import './arrange.css';

/** The four tops, those that are not there yet. */
function MakeTops({ items }: { items: ConfigList['items'] }) {
  const t = useTexts(arrangeWords);
  const again = useAgain();
  const making = useMutation({
    mutationFn: async () => {
      const missing = Object.entries(TOPS).filter(([key]) => !items.some((entry) => entry.key === key));
      for (const [nth, [key, name]] of missing.entries())
        await saveConfigDraft('case_type', key, { name, order: nth + 1 }, undefined);
    },
    onSettled: again,
  });
  return (
    <>
      <Button type="primary" loading={making.isPending} onClick={() => making.mutate()}>
        {t('makeTops')}
      </Button>
      <Refused failure={making.error} />
    </>
  );
}

/** Under which a new one hangs: a type under the top that is chosen or beside what is chosen, others beside it. */
function parentFor(kind: Kind, nodes: readonly Node[], at: Node | undefined): string | null {
  if (kind !== 'case_type') return at ? parentOf(at.body) : null;
  if (!at) return nodes[0]?.key ?? null;
  return at.depth ? parentOf(at.body) : at.key;
}

/** What a new one says to begin with. */
function usualOf(kind: Kind, nodes: readonly Node[], chosen: string | null): Body {
  if (kind === 'case_urgency') return { priority: 'high' };
  const parent = parentFor(kind, nodes, chosen === null ? undefined : wayTo(nodes, chosen).at(-1));
  const beside = parent === null ? nodes : (wayTo(nodes, parent).at(-1)?.children ?? []);
  return { ...(parent === null ? {} : { parent }), order: beside.length + 1 };
}

/** Promises are of the three priorities, whether or not anything is promised yet. */
function Promises({ list }: { list: ConfigList }) {
  const t = useTexts(arrangeWords);
  return PRIORITIES.map((priority) => {
    const entry = list.items.find(({ key }) => key === priority) ?? null;
    return (
      <section
        key={priority}
        className="arrange-promise"
        aria-label={t('promiseOf', { priority: t(priority) })}
      >
        <h3>{t('promiseOf', { priority: t(priority) })}</h3>
        {entry ? null : <p className="quiet">{t('noPromise')}</p>}
        <ItemForm
          kind="case_promise"
          entry={entry ?? blank(priority)}
          usual={{}}
          nodes={[]}
          taken={[]}
          uses={0}
          onDone={() => undefined}
        />
      </section>
    );
  });
}

/** An item of this key of which nothing is written yet. */
const blank = (key: string): ConfigList['items'][number] =>
  ({
    key,
    value: null,
    version: 0,
    published_at: null,
    published_by: null,
    draft: null,
    draft_removes: false,
  }) as unknown as ConfigList['items'][number];

const NEW = '';

function Nothing({ kind, some }: { kind: Kind; some: boolean }) {
  const t = useTexts(arrangeWords);
  if (some) return <Empty title={t('choose')}>{''}</Empty>;
  const types = kind === 'case_type';
  return <Empty title={t(types ? 'emptyTypes' : 'empty')}>{t(types ? 'emptyTypesText' : 'emptyText')}</Empty>;
}

interface AddProps {
  kind: Kind;
  list: ConfigList;
  adding: boolean;
  add: () => void;
}

function Add({ kind, list, adding, add }: AddProps) {
  const t = useTexts(arrangeWords);
  const types = kind === 'case_type';
  const there = (key: string): boolean => list.items.some((one) => one.key === key);
  return (
    <>
      {types && !list.items.length ? null : (
        <Button icon={<PlusOutlined aria-hidden />} disabled={adding} onClick={add}>
          {t(`add_${kind}` as 'add_case_type')}
        </Button>
      )}
      {types && !Object.keys(TOPS).every(there) ? <MakeTops items={list.items} /> : null}
    </>
  );
}

function Items({ kind, list, mayChange }: { kind: Kind; list: ConfigList; mayChange: boolean }) {
  const nodes = treeOf(list.items);
  const uses = useUses(kind);
  const [chosen, choose] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(null);
  const entry = list.items.find(({ key }) => key === chosen) ?? null;
  const adding = chosen === NEW;
  const add = (): void => {
    setFrom(chosen);
    choose(NEW);
  };
  return (
    <div className="arrange">
      <div>
        <ItemTree {...{ kind, nodes, chosen, choose, uses }} mayMove={mayChange && kind !== 'case_urgency'} />
        {mayChange ? <Add {...{ kind, list, adding, add }} /> : null}
      </div>
      {entry || adding ? (
        <ConfigProvider componentDisabled={!mayChange}>
          <ItemForm
            key={chosen}
            {...{ kind, entry, nodes }}
            usual={usualOf(kind, nodes, from)}
            taken={list.items.map(({ key }) => key)}
            uses={entry ? uses(entry.key) : 0}
            onDone={choose}
          />
        </ConfigProvider>
      ) : (
        <Nothing kind={kind} some={nodes.length > 0} />
      )}
    </div>
  );
}

function Part({ kind, mayChange }: { kind: Kind; mayChange: boolean }) {
  const asked = useKind(kind);
  if (asked.isPending) return <Skeleton active paragraph={{ rows: 6 }} className="settings-wait" />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  if (kind === 'case_promise')
    return (
      <ConfigProvider componentDisabled={!mayChange}>
        <div className="arrange-promises">
          <Promises list={asked.data} />
        </div>
      </ConfigProvider>
    );
  return <Items kind={kind} list={asked.data} mayChange={mayChange} />;
}

export function CaseSettings({ mayChange }: { mayChange: boolean }) {
  const t = useTexts(arrangeWords);
  const [kind, setKind] = useState<Kind>('case_type');
  return (
    <>
      <div className="panel-head">
        <h2>{t('title')}</h2>
      </div>
      <p className="quiet arrange-intro">{t(mayChange ? 'intro' : 'readOnly')}</p>
      {mayChange ? <CaseBar /> : null}
      <Segmented<Kind>
        className="arrange-kinds"
        value={kind}
        options={KINDS.map((value) => ({ value, label: t(value) }))}
        onChange={setKind}
      />
      <Part key={kind} kind={kind} mayChange={mayChange} />
    </>
  );
}
