/** The field of a node's form for each kind of field. */
import type { ComponentType } from 'react';
import type { As } from '../kinds';
import { CasesField, LinesField } from './Cases';
import { ChoicesField } from './Choices';
import { GoalField } from './Goal';
import {
  CountField,
  DigitField,
  FlagField,
  KnownField,
  OptionField,
  TextField,
  VariableField,
} from './Plain';
import { SaidField } from './Said';
import { ScaleField } from './Scale';
import type { FieldProps } from './shape';
import { PhrasesField, SkillsField, TableField } from './Tables';
import { WayField } from './WayField';
import { BothField } from './Words';

const FIELDS: Record<As, ComponentType<FieldProps>> = {
  said: SaidField,
  node: WayField,
  choices: ChoicesField,
  cases: CasesField,
  lines: LinesField,
  digit: DigitField,
  count: CountField,
  flag: FlagField,
  option: OptionField,
  variable: VariableField,
  known: KnownField,
  text: TextField,
  both: BothField,
  table: TableField,
  phrases: PhrasesField,
  skills: SkillsField,
  scale: ScaleField,
  goal: GoalField,
};

export function FieldOf(given: FieldProps) {
  const Chosen = FIELDS[given.spec.as];
  return <Chosen {...given} />;
}
