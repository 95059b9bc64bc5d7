/** What may be done with the flow as a whole. */
import {
  ArrowLeftOutlined,
  PartitionOutlined,
  PlusOutlined,
  RedoOutlined,
  SaveOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { Link } from 'react-router';
import type { ConfigEntry, Name } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { useFocusBack } from '@/shared/ui/focus-back';
import { placed } from './edits';
import { useEditing } from './editing';
import { StatePill } from './FlowList';
import { waysOf } from './graph';
import { GROUPS, KINDS, kindsFor } from './kinds';
import { kindWords } from './kind-words';
import { NodeIcon } from './NodeIcon';
import { pageWords } from './page-words';
import { kindName } from './say';
import { PANELS, type Panel } from './Side';
import type { useCheck, useFlow } from './use-flow';

/** Adds a node of a kind: behind the chosen one, where that has a way that leads nowhere yet. */
function AddNode() {
  const { graph, add, chosen } = useEditing();
  const t = useTexts(pageWords);
  const k = useTexts(kindWords);
  const { button, dropdown } = useFocusBack();
  const kinds = kindsFor(graph.for === 'desk');
  const put = (kind: string): void => {
    const node = chosen === null ? undefined : graph.nodes[chosen];
    const way = node && waysOf(node).find(({ to }) => to === '');
    add({ kind, ...(way && chosen !== null ? { from: { node: chosen, way } } : {}) });
  };
  const items = GROUPS.map((group) => ({
    key: group,
    type: 'group' as const,
    label: k(`group_${group}`),
    children: kinds
      .filter((kind) => KINDS[kind]?.group === group)
      .map((kind) => ({
        key: kind,
        icon: <NodeIcon kind={kind} />,
        label: kindName(kind, k),
        onClick: () => put(kind),
      })),
  })).filter(({ children }) => children.length);
  return (
    <Dropdown {...dropdown} menu={{ items, className: 'flow-kinds' }}>
      <Button ref={button} icon={<PlusOutlined aria-hidden />} aria-haspopup="menu">
        {t('addNode')}
      </Button>
    </Dropdown>
  );
}

interface Props {
  entry: ConfigEntry;
  flow: ReturnType<typeof useFlow>;
  checked: ReturnType<typeof useCheck>;
  panel: Panel | null;
  onPanel: (panel: Panel | null) => void;
  onSave: () => void;
}

function Changing({ flow, onSave }: Pick<Props, 'flow' | 'onSave'>) {
  const { graph, change } = useEditing();
  const t = useTexts(pageWords);
  const { item, undo, redo, mayUndo, mayRedo } = flow;
  return (
    <>
      <Button
        icon={<UndoOutlined aria-hidden />}
        aria-label={t('undo')}
        title={`${t('undo')} Ctrl+Z`}
        disabled={!mayUndo}
        onClick={undo}
      />
      <Button
        icon={<RedoOutlined aria-hidden />}
        aria-label={t('redo')}
        title={`${t('redo')} Ctrl+Y`}
        disabled={!mayRedo}
        onClick={redo}
      />
      <AddNode />
      <Button
        icon={<PartitionOutlined aria-hidden />}
        disabled={!graph.layout}
        onClick={() => change(placed(graph, null))}
      >
        {t('tidy')}
      </Button>
      <Button
        type="primary"
        icon={<SaveOutlined aria-hidden />}
        title="Ctrl+S"
        disabled={!item.changed}
        loading={item.pending}
        onClick={onSave}
      >
        {t('save')}
      </Button>
      {item.changed ? <span className="quiet">{t('unsaved')}</span> : null}
    </>
  );
}

export function Toolbar({ entry, flow, checked, panel, onPanel, onSave }: Props) {
  const { disabled, words } = useEditing();
  const t = useTexts(pageWords);
  const { problems, waiting } = checked;
  const labels: Partial<Record<Panel, string>> = {
    faults: problems.length ? t('faults', { n: problems.length }) : t(waiting ? 'checking' : 'noFaults'),
  };
  return (
    <div className="page-head flow-head">
      <Link to="/flows" aria-label={t('all')} title={t('all')}>
        <ArrowLeftOutlined aria-hidden />
      </Link>
      <h1>{words.name(flow.item.body.name as Name | undefined) || entry.key}</h1>
      <StatePill entry={entry} />
      {disabled ? null : <Changing flow={flow} onSave={onSave} />}
      <div className="flow-panels push" role="group" aria-label={t('group')}>
        {PANELS.map((one) => (
          <Button
            key={one}
            type={panel === one ? 'primary' : 'default'}
            ghost={panel === one}
            danger={one === 'faults' && problems.length > 0}
            aria-pressed={panel === one}
            onClick={() => onPanel(panel === one ? null : one)}
          >
            {labels[one] ?? t(one === 'faults' ? 'noFaults' : one)}
          </Button>
        ))}
      </div>
    </div>
  );
}
