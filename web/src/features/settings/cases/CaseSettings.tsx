/** How a site arranges a subject, without a line of YAML: cases, and what is known of customers. */
import { PlusOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, ConfigProvider, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { saveConfigDraft } from '@/api/calls';
import type { ConfigEntry, ConfigList, Name } from '@/api/types';
import { useKind, type Body } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { Refused } from '@/shared/ui/Refused';
import { useWords } from './all-words';
import { beginningOf, blank, withUsual } from './beginnings';
import { CaseBar, useFixedName } from './CaseBar';
import { ItemForm } from './ItemForm';
import { ItemTree } from './ItemTree';
import { ONLY, SHOWN_AS_USUAL, SUBJECTS, UNORDERED, USUAL_TOGETHER, type Kind, type Subject } from './kinds';
import { TOPS, treeOf } from './tree';
import { useAgain, useUses, useUsual } from './use-arranging';
import { arrangeWords } from './words';
import './arrange.css';

type Bodies = Record<string, Body>;

/** Several that are there from the start, those that are not written down yet, as drafts. */
function MakeAll({
  kind,
  all,
  items,
  text,
}: {
  kind: Kind;
  all: Bodies;
  items: ConfigEntry[];
  text: string;
}) {
  const again = useAgain();
  const making = useMutation({
    mutationFn: async () => {
      for (const [key, body] of Object.entries(all))
        if (!items.some((entry) => entry.key === key)) await saveConfigDraft(kind, key, body, undefined);
    },
    onSettled: again,
  });
  return (
    <>
      <Button type="primary" loading={making.isPending} onClick={() => making.mutate()}>
        {text}
      </Button>
      <Refused failure={making.error} />
    </>
  );
}

const TYPES: Bodies = Object.fromEntries(
  Object.entries(TOPS).map(([key, name], nth) => [key, { name, order: nth + 1 }]),
);

interface ListProps {
  kind: Kind;
  list: ConfigList;
  usual: Bodies;
}

/** Of some kinds there are only these, whether or not anything is said of them yet. */
function Fixed({ kind, list, usual }: ListProps) {
  const word = useWords();
  const name = useFixedName();
  return (
    <div className={kind === 'ticket_life' ? 'arrange-wide' : 'arrange-promises'}>
      {ONLY[kind]?.map((key) => {
        const entry = list.items.find((one) => one.key === key);
        return (
          <section key={key} className="arrange-promise" aria-label={name(kind, key)}>
            <h3>{name(kind, key)}</h3>
            {entry ? null : <p className="quiet">{word(`none_${kind}`)}</p>}
            <ItemForm
              kind={kind}
              entry={entry ?? blank(key, usual[key] ?? null)}
              usual={usual}
              beginning={{}}
              nodes={[]}
              taken={[]}
              uses={0}
              onDone={() => undefined}
            />
          </section>
        );
      })}
    </div>
  );
}

const NEW = '';

function Nothing({ kind, some }: { kind: Kind; some: boolean }) {
  const t = useTexts(arrangeWords);
  const word = useWords();
  if (some) return <Empty title={t('choose')}>{''}</Empty>;
  return (
    <Empty title={word(`empty_${kind}`) || t('empty')}>{word(`emptyText_${kind}`) || t('emptyText')}</Empty>
  );
}

interface AddProps extends ListProps {
  adding: boolean;
  add: () => void;
}

function Add({ kind, list, usual, adding, add }: AddProps) {
  const t = useTexts(arrangeWords);
  const word = useWords();
  const { items } = list;
  const types = kind === 'case_type';
  const missing = types && !Object.keys(TOPS).every((key) => items.some((one) => one.key === key));
  const together = USUAL_TOGETHER.includes(kind) && !items.length;
  return (
    <>
      {(types || together) && !items.length ? null : (
        <Button icon={<PlusOutlined aria-hidden />} disabled={adding} onClick={add}>
          {word(`add_${kind}`)}
        </Button>
      )}
      {missing ? <MakeAll {...{ kind, items }} all={TYPES} text={t('makeTops')} /> : null}
      {together ? <MakeAll {...{ kind, items }} all={usual} text={word(`make_${kind}`)} /> : null}
    </>
  );
}

/** What is in force until the first one is arranged. */
function Until({ kind, usual }: { kind: Kind; usual: Bodies }) {
  const word = useWords();
  const locale = useLocale();
  const names = Object.values(usual).map((body) => nameIn(body.name as Name | undefined, locale));
  return (
    <p className="quiet">
      {word(`until_${kind}`)}
      {listIn(names, locale)}
    </p>
  );
}

function Items(props: ListProps & { mayChange: boolean }) {
  const { kind, list, usual, mayChange } = props;
  const items = withUsual(kind, list.items, usual);
  const nodes = treeOf(items, usual);
  const uses = useUses(kind);
  const [chosen, choose] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(null);
  const entry = items.find(({ key }) => key === chosen) ?? null;
  const adding = chosen === NEW;
  const add = (): void => {
    setFrom(chosen);
    choose(NEW);
  };
  const together = USUAL_TOGETHER.includes(kind) && !list.items.length;
  return (
    <div className="arrange">
      <div>
        <ItemTree
          {...{ kind, nodes, chosen, choose, uses }}
          mayMove={mayChange && !UNORDERED.includes(kind)}
          nothing={list.nothing}
        />
        {together ? <Until {...{ kind, usual }} /> : null}
        {mayChange ? <Add {...{ kind, list, usual, adding, add }} /> : null}
      </div>
      {entry || adding ? (
        <ConfigProvider componentDisabled={!mayChange}>
          <ItemForm
            key={chosen}
            {...{ kind, entry, nodes, usual }}
            beginning={beginningOf(kind, nodes, from)}
            taken={items.map(({ key }) => key)}
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
  const needs = [...SHOWN_AS_USUAL, ...USUAL_TOGETHER].includes(kind);
  const usual = useUsual(kind, needs);
  if (asked.isError) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  if (!asked.data || !usual) return <Skeleton active paragraph={{ rows: 6 }} className="settings-wait" />;
  const list = asked.data;
  if (!ONLY[kind]) return <Items {...{ kind, list, usual, mayChange }} />;
  return (
    <ConfigProvider componentDisabled={!mayChange}>
      <Fixed {...{ kind, list, usual }} />
    </ConfigProvider>
  );
}

interface Given {
  subject: Subject;
  mayChange: (kind: Kind) => boolean;
}

export function CaseSettings({ subject, mayChange }: Given) {
  const t = useTexts(arrangeWords);
  const word = useWords();
  const kinds: readonly Kind[] = SUBJECTS[subject];
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'case_type');
  const own = kinds.filter(mayChange);
  return (
    <>
      <div className="panel-head">
        <h2>{word(`subject_${subject}`)}</h2>
      </div>
      {own.length ? <CaseBar kinds={own} /> : null}
      {kinds.length > 1 ? (
        <Segmented<Kind>
          className="arrange-kinds"
          value={kind}
          options={kinds.map((value) => ({ value, label: word(value) }))}
          onChange={setKind}
        />
      ) : null}
      <p className="quiet arrange-intro">
        {mayChange(kind) ? word(`intro_${kind}`) || t('intro') : word(`readOnly_${kind}`) || t('readOnly')}
      </p>
      <Part key={kind} kind={kind} mayChange={mayChange(kind)} />
    </>
  );
}
