/** One level of one agent: a digit that keys and clicks change, with a mark while it is not in force. */
import { memo } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { abilityWords } from './words';

export interface LevelCellProps {
  row: number;
  column: number;
  /** The agent, and what the level is of. */
  name: string;
  what: string;
  level: number;
  was: number;
  /** Whether Tab leads here. */
  reached: boolean;
}

export const LevelCell = memo(function LevelCell(props: LevelCellProps) {
  const { row, column, name, what, level, was, reached } = props;
  const t = useTexts(abilityWords);
  const cell = level ? t('cell', { name, what, level }) : t('cellNone', { name, what });
  const waits = level !== was;
  const said = waits ? t('cellWas', { cell, was: was || t('none') }) : cell;
  return (
    <button
      type="button"
      className={`bare ability-level is-${Math.min(level, 5)}${waits ? ' waits' : ''}`}
      data-row={row}
      data-column={column}
      tabIndex={reached ? 0 : -1}
      aria-label={said}
      title={said}
    >
      {level || '·'}
    </button>
  );
});
