/** A node as it is drawn: its kind by icon and word, its name, what it does, and what became of callers here. */
import { WarningFilled } from '@ant-design/icons';
import { Handle, Position, type Node as Drawn, type NodeProps } from '@xyflow/react';
import { NodeIcon } from './NodeIcon';

/** What a card shows, all in words already. */
export interface CardData extends Record<string, unknown> {
  kind: string;
  kindWord: string;
  title: string;
  text: string;
  /** What is wrong, '' nothing. */
  fault: string;
  start: string;
  /** Lit by a walk: passed, or where it stands now. */
  lit: '' | 'passed' | 'now';
  chosen: boolean;
  /** What calls did here; '' not shown. `share`: of those that entered, who hung up here, 0 to 1. */
  calls: string;
  share: number;
  /** Where its lines begin, by their id, as shares of the height. */
  begins: Record<string, number>;
  connectable: boolean;
}

export type CardNode = Drawn<CardData, 'card'>;
export type EndNode = Drawn<{ label: string }, 'end'>;

function classOf({ fault, lit, chosen }: CardData): string {
  return ['flow-card', fault ? 'is-wrong' : '', lit ? `is-${lit}` : '', chosen ? 'is-chosen' : '']
    .filter(Boolean)
    .join(' ');
}

export function Card({ data }: NodeProps<CardNode>) {
  return (
    <div className={classOf(data)} title={data.fault || data.text}>
      <Handle type="target" position={Position.Left} isConnectable={data.connectable} />
      <div className="flow-card-head">
        <NodeIcon kind={data.kind} />
        <span className="flow-card-kind">{data.kindWord}</span>
        {data.start ? <span className="pill good">{data.start}</span> : null}
        {data.fault ? <WarningFilled className="is-bad" aria-hidden /> : null}
      </div>
      <strong className="flow-card-title">{data.title}</strong>
      <span className="flow-card-text">{data.calls || data.text}</span>
      {data.calls ? (
        <span className="flow-share" aria-hidden>
          <i style={{ width: `${Math.round(data.share * 100)}%` }} />
        </span>
      ) : null}
      {Object.entries(data.begins).map(([id, share]) => (
        <Handle
          key={id}
          id={id}
          type="source"
          position={Position.Right}
          style={{ top: `${share * 100}%` }}
          isConnectable={data.connectable}
        />
      ))}
    </div>
  );
}

/** Where ways of a node end. */
export function End({ data }: NodeProps<EndNode>) {
  return (
    <div className="flow-end">
      <Handle type="target" position={Position.Left} isConnectable={false} />
      {data.label}
    </div>
  );
}
