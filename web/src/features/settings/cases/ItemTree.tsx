/** The items of a kind as a tree: moved through by arrows, their order changed with Alt. */
import { useMutation } from '@tanstack/react-query';
import { useRef, type KeyboardEvent } from 'react';
import { saveConfigDraft } from '@/api/calls';
import type { Name } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';
import { flat, moved, wayTo, type Node } from './tree';
import { useWords } from './all-words';
import type { Kind } from './kinds';
import { useAgain } from './use-arranging';
import { arrangeWords } from './words';

interface Props {
  kind: Kind;
  nodes: readonly Node[];
  chosen: string | null;
  choose: (key: string) => void;
  uses: (key: string) => number;
  mayMove: boolean;
  /** The mark of what is not arranged yet. */
  nothing: string;
}

/** What it stood at; undefined of what is not arranged. */
const markOf = ({ entry }: Node): string | undefined => (entry as Partial<typeof entry>).changed?.mark;

/** Its place among its neighbours; each of those that change becomes a draft. */
function useMoving({ kind, nodes, mayMove, nothing }: Props) {
  const again = useAgain();
  const moving = useMutation({
    mutationFn: async (changes: NonNullable<ReturnType<typeof moved>>) => {
      for (const { node, order } of changes)
        await saveConfigDraft(kind, node.key, { ...node.body, order }, markOf(node) ?? nothing);
    },
    onSettled: again,
  });
  const move = (key: string, by: -1 | 1): void => {
    if (!mayMove || moving.isPending) return;
    const siblings = wayTo(nodes, key).at(-2)?.children ?? nodes;
    const changes = moved(
      siblings.filter((node) => !node.entry.draft_removes && !node.body.off),
      key,
      by,
    );
    if (changes) moving.mutate(changes);
  };
  return { move, failure: moving.error };
}

function Marks({ kind, node, uses }: { kind: Kind; node: Node; uses: number }) {
  const t = useTexts(arrangeWords);
  const word = useWords();
  const { draft, draft_removes: goes, value, version } = node.entry;
  return (
    <span className="arrange-marks">
      {node.body.off ? <span className="pill">{t('off')}</span> : null}
      {goes ? <span className="pill bad">{t('removed')}</span> : null}
      {draft ? <span className="pill wait">{t(value ? 'draft' : 'draftNew')}</span> : null}
      {version || draft ? null : <span className="quiet">{t('standard')}</span>}
      {uses ? (
        <span className="quiet num">{word(`inUse_${kind}`, { n: uses }) || t('inUse', { n: uses })}</span>
      ) : null}
    </span>
  );
}

export function ItemTree(props: Props) {
  const { nodes, chosen, choose, uses, kind, mayMove } = props;
  const t = useTexts(arrangeWords);
  const word = useWords();
  const locale = useLocale();
  const list = useRef<HTMLUListElement>(null);
  const { move, failure } = useMoving(props);
  const rows = flat(nodes);
  const onKey = (event: KeyboardEvent, at: number): void => {
    const by = { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key];
    const row = rows[at];
    if (!by || !row) return;
    event.preventDefault();
    if (event.altKey) move(row.key, by);
    else list.current?.querySelectorAll('button')[at + by]?.focus();
  };
  return (
    <nav className="arrange-tree" aria-label={word(kind)}>
      <ul ref={list}>
        {rows.map((node, at) => (
          <li key={node.key}>
            <button
              type="button"
              className={node.key === chosen ? 'arrange-node active' : 'arrange-node'}
              style={{ paddingInlineStart: 8 + 16 * node.depth }}
              aria-current={node.key === chosen}
              aria-level={node.depth + 1}
              onClick={() => choose(node.key)}
              onKeyDown={(event) => onKey(event, at)}
            >
              <span className={node.entry.draft_removes || node.body.off ? 'arrange-gone' : undefined}>
                {nameIn(node.body.name as Name | undefined, locale) || node.key}
              </span>
              <Marks kind={kind} node={node} uses={uses(node.key)} />
            </button>
          </li>
        ))}
      </ul>
      <Refused failure={failure} />
      {rows.length ? <p className="quiet">{t(mayMove ? 'keysHint' : 'keysOpen')}</p> : null}
    </nav>
  );
}
