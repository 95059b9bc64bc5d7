/** What every part of the editor shares: the graph as it is written, and what may be done with it. */
import { createContext, useContext } from 'react';
import type { FlowProblem } from '@/api/flows';
import type { Adding } from './edits';
import type { Graph, Place } from './graph';
import type { Sayer } from './say';
import type { Choice } from '@/shared/config/entries';

export interface Editing {
  graph: Graph;
  /** `about`: changes about the same follow each other as one. */
  change: (graph: Graph, about?: string) => void;
  /** A field of a node; undefined takes it away. */
  set: (name: string, at: Place, value: unknown) => void;
  /** A new node, which is then chosen. */
  add: (adding: Adding) => void;
  remove: (name: string) => void;
  chosen: string | null;
  choose: (name: string | null) => void;
  problems: FlowProblem[];
  disabled: boolean;
  words: Sayer;
  /** The items of a kind of configuration that a field may name. */
  choices: (kind: string) => Choice[];
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('outside the editor of flows');
  return editing;
}
