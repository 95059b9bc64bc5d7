/**
 * The flow as a drawing. It shows the same as the outline, which has everything for the keyboard; here nodes are
 * chosen, moved, and a line is drawn from one to another with the mouse.
 */
import { AimOutlined } from '@ant-design/icons';
import {
  applyNodeChanges,
  Background,
  ControlButton,
  Controls,
  MarkerType,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type Connection,
  type NodeChange,
  type Viewport,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import './drawing.css';
import { drawingOf, labelsOf, planOf, type Shown } from './drawing';
import { lead, placed } from './edits';
import { useEditing } from './editing';
import { HEIGHT, WIDTH } from './layout';
import { Card, End, type CardNode, type EndNode } from './NodeCard';
import { pageWords } from './page-words';
import { Route } from './Route';

const TYPES = { card: Card, end: End };
const LINES = { route: Route };
/** From so many nodes on a drawing begins at its start instead of being shown as a whole. */
const MANY = 40;
const READABLE = 0.8;
const MARGIN = 24;
const WHOLE = { maxZoom: 1, padding: 0.08 };
/** Smaller than this it is not read. */
const SMALLEST = 0.55;
const SOON = 60;
const DEFAULTS = { markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 } };

type Shape = CardNode | EndNode;
interface Props {
  /** `side`: what stands beside the drawing; null: nothing. */
  shown: Omit<Shown, 'words' | 'chosen' | 'editable'> & { side: string | null };
  dark: boolean;
}

/** Is it within the part that is seen? */
function isSeen(node: Pick<Shape, 'position'>, { x, y, zoom }: Viewport, box: DOMRect): boolean {
  const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y];
  const [right, bottom] = [left + WIDTH * zoom, top + HEIGHT * zoom];
  return left >= 0 && top >= 0 && right <= box.width && bottom <= box.height;
}

/** The drawing as large as its place lets it be read; then what is chosen, or where a walk stands, in sight. */
function useSight(of: string | null, steps: number, side: boolean, look: () => void): void {
  const flow = useReactFlow();
  const first = useRef(true);
  const again = useRef(look);
  useEffect(() => {
    again.current = look;
  });
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return undefined;
    }
    // A moment later: the library hears of its new size after it was drawn.
    const timer = window.setTimeout(() => again.current(), SOON);
    return () => window.clearTimeout(timer);
  }, [side]);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const node = of ? flow.getNode(of) : undefined;
      const view = flow.getViewport();
      const box = document.querySelector('.flow-canvas')?.getBoundingClientRect();
      if (!node || !box || isSeen(node, view, box)) return;
      const { x, y } = node.position;
      void flow.setCenter(x + WIDTH / 2, y + HEIGHT / 2, { zoom: view.zoom, duration: 200 });
    }, 2 * SOON);
    return () => window.clearTimeout(timer);
  }, [flow, of, steps, side]);
}

function Board({ shown, dark }: Props) {
  const { graph: now, change, choose, chosen, disabled, words } = useEditing();
  // Typing goes before drawing: what is drawn may be a moment behind.
  const graph = useDeferredValue(now);
  const t = useTexts(pageWords);
  const flow = useReactFlow();
  const labels = labelsOf(graph, words);
  // Where things stand follows from ways, their words and places alone; typing a prompt moves nothing.
  const places = JSON.stringify([Object.keys(graph.nodes), labels, graph.layout]);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `places` says when it differs
  const plan = useMemo(() => planOf(graph, labels), [places]);
  const drawing = useMemo(
    () => drawingOf(graph, plan, { ...shown, words, chosen, editable: !disabled }),
    [graph, plan, shown, words, chosen, disabled],
  );
  const [dragged, setDragged] = useState<Shape[] | null>(null);
  const nodes = dragged ?? drawing.nodes;
  const last = shown.path.at(-1) ?? null;
  const move = (changes: NodeChange<Shape>[]): void => {
    const moves = changes.filter((one) => one.type === 'position');
    if (moves.length) setDragged(applyNodeChanges(moves, nodes));
  };
  const drop = (_: unknown, node: Shape): void => {
    setDragged(null);
    change(placed(now, { [node.id]: [Math.round(node.position.x), Math.round(node.position.y)] }));
  };
  /** A line drawn anew from where another begins takes all the ways of that one along. */
  const connect = ({ source, target, sourceHandle }: Connection): void => {
    const edge = plan.edges.find(({ id }) => id === sourceHandle);
    if (!edge || !now.nodes[target]) return;
    change(edge.ways.reduce((next, way) => lead(next, source, way, target), now));
  };
  const many = Object.keys(graph.nodes).length > MANY;
  const begin = (): void => {
    const at = plan.spots[graph.start];
    const tall = document.querySelector('.flow-canvas')?.clientHeight ?? 0;
    if (at)
      void flow.setViewport({
        x: MARGIN - at.x * READABLE,
        y: tall / 2 - (at.y + HEIGHT / 2) * READABLE,
        zoom: READABLE,
      });
  };
  const whole = useRef(!many);
  /** What is too large to be read as a whole is read from its start, and then stays where one looks. */
  const look = async (first = false): Promise<void> => {
    if (whole.current) await flow.fitView(WHOLE);
    whole.current &&= flow.getViewport().zoom >= SMALLEST;
    if (first && !whole.current) begin();
  };
  const shows = shown.side === 'node' ? chosen : (last ?? chosen);
  useSight(shows, shown.path.length, shown.side !== null, () => void look());
  return (
    <ReactFlow<Shape>
      nodes={nodes}
      edges={drawing.edges}
      nodeTypes={TYPES}
      edgeTypes={LINES}
      defaultEdgeOptions={DEFAULTS}
      colorMode={dark ? 'dark' : 'light'}
      fitView={!many}
      fitViewOptions={WHOLE}
      onInit={() => void look(true)}
      minZoom={0.15}
      maxZoom={1.6}
      nodesFocusable={false}
      edgesFocusable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      nodesDraggable={!disabled}
      onlyRenderVisibleElements={many}
      onNodesChange={move}
      onNodeClick={(_, node) => (node.type === 'card' ? choose(node.id) : undefined)}
      onNodeDragStop={drop}
      onConnect={connect}
      onPaneClick={() => choose(null)}
      aria-label={t('drawing')}
      ariaLabelConfig={{
        'controls.ariaLabel': t('controls'),
        'controls.zoomIn.ariaLabel': t('zoomIn'),
        'controls.zoomOut.ariaLabel': t('zoomOut'),
      }}
    >
      <Background gap={24} />
      <Controls showInteractive={false} showFitView={false}>
        <ControlButton
          title={t('fit')}
          aria-label={t('fit')}
          onClick={() => void flow.fitView({ ...WHOLE, duration: 200 })}
        >
          <AimOutlined aria-hidden />
        </ControlButton>
      </Controls>
      {many ? <MiniMap pannable zoomable ariaLabel={null} /> : null}
    </ReactFlow>
  );
}

export default function Canvas(given: Props) {
  return (
    <ReactFlowProvider>
      <Board {...given} />
    </ReactFlowProvider>
  );
}
