/** What stands beside the drawing: a node's form, faults, a walk, tests, calls, the flow's own settings. */
import { CloseOutlined } from '@ant-design/icons';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ConfigEntry } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { DropOff } from './DropOff';
import type { useDropOff } from './drop-off';
import { useEditing } from './editing';
import { FaultList } from './FaultList';
import { FlowSettings } from './FlowSettings';
import { kindOf } from './kinds';
import { kindWords } from './kind-words';
import { NodeForm } from './NodeForm';
import { pageWords } from './page-words';
import { kindName, titleOf } from './say';
import { Simulator } from './walk/Simulator';
import { Tests } from './walk/Tests';
import type { useWalk } from './walk/use-walk';
import type { useCheck, useFlow } from './use-flow';

/** Those that have a button. */
export const PANELS = ['faults', 'simulate', 'runTests', 'dropOff', 'settings'] as const;
export type Panel = (typeof PANELS)[number] | 'node';

interface Props {
  panel: Panel;
  entry: ConfigEntry;
  flow: ReturnType<typeof useFlow>;
  checked: ReturnType<typeof useCheck>;
  dropOff: ReturnType<typeof useDropOff>;
  walk: ReturnType<typeof useWalk>;
  onPath: (path: string[]) => void;
  onClose: () => void;
}

function Content({ panel, entry, flow, checked, dropOff, walk, onPath }: Omit<Props, 'onClose'>) {
  const { graph, chosen } = useEditing();
  const t = useTexts(pageWords);
  const node = chosen === null ? undefined : graph.nodes[chosen];
  if (panel === 'faults') return <FaultList checked={checked} />;
  if (panel === 'simulate') return <Simulator walk={walk} />;
  if (panel === 'runTests') return <Tests onPath={onPath} />;
  if (panel === 'dropOff') return <DropOff dropOff={dropOff} />;
  if (panel === 'settings') return <FlowSettings entry={entry} flow={flow} />;
  if (!node || chosen === null) return <p className="quiet flow-form">{t('chooseNode')}</p>;
  return <NodeForm key={chosen} name={chosen} node={node} />;
}

export function Side(given: Props) {
  const { panel, onClose } = given;
  const { graph, chosen, words } = useEditing();
  const t = useTexts(pageWords);
  const k = useTexts(kindWords);
  const close = useRef<HTMLButtonElement>(null);
  const node = chosen === null ? undefined : graph.nodes[chosen];
  const title =
    panel === 'node' && node && chosen !== null
      ? `${kindName(kindOf(node), k)} · ${titleOf(chosen, node, words)}`
      : t(panel === 'faults' ? 'faultsTitle' : panel === 'node' ? 'chooseNode' : panel);
  /** Focus goes where one is led, and back to the outline when the side closes. */
  useEffect(() => close.current?.focus({ preventScroll: true }), [panel, chosen]);
  const leave = (): void => {
    onClose();
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('.flow-outline [data-line][tabindex="0"]')?.focus(),
    );
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    leave();
  };
  return (
    <aside className="flow-side panel" aria-label={title} onKeyDown={onKey}>
      <header className="flow-side-head">
        <h2>{title}</h2>
        <button
          ref={close}
          type="button"
          className="bare side-panel-close"
          aria-label={t('close')}
          onClick={leave}
        >
          <CloseOutlined />
        </button>
      </header>
      <div className="flow-side-body">
        <Content {...given} />
      </div>
    </aside>
  );
}
