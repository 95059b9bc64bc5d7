/** What every field of a node's form is given. */
import type { Node } from '../graph';
import type { FieldSpec } from '../kinds';

export interface FieldProps {
  spec: FieldSpec;
  /** The name of the node. */
  name: string;
  node: Node;
  label: string;
  /** What is wrong with it, in words; '' nothing. */
  fault: string;
}
