/** What the form of a step is given. */
import type { Graph, Node } from './draft';

/** A step that one may lead to. */
export interface Way {
  value: string;
  label: string;
}

export interface StepFields {
  graph: Graph;
  node: Node;
  ways: Way[];
  /** The step is otherwise; `names`: variables that it sets, which are declared where they are not yet. */
  change: (node: Node, names?: readonly string[]) => void;
}
