/** Agents by what they can do. Levels are typed; a change to a selected agent changes all who are selected. */
import { Button } from 'antd';
import { useState } from 'react';
import type { People, PersonShown } from '@/api/people';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { ChoiceCell } from './ChoiceCell';
import { LevelCell } from './LevelCell';
import { levelOf, MOST, nowOf, teamNow, WRAP_UPS, type Kind, type WrapUp } from './levels';
import { useGrid, type Cell } from './use-grid';
import { abilityWords } from './words';

export interface Column {
  key: string;
  name: string;
}

interface MatrixProps {
  people: People;
  rows: PersonShown[];
  kind: Kind;
  columns: Column[];
  selected: ReadonlySet<string>;
  mayChange: boolean;
  onSelect: (numbers: string[], on: boolean) => void;
  onLevel: (number: string, key: string, level: number) => void;
  onTeam: (number: string, team: string) => void;
  onWrapUp: (number: string, way: WrapUp) => void;
  onUndo: () => void;
}

const MOST_ROWS = 200;

type ChosenProps = Pick<MatrixProps, 'people' | 'kind' | 'mayChange' | 'onTeam' | 'onWrapUp'> & {
  person: PersonShown;
  name: string;
};

/** What is chosen of one agent: the team, and how they write up. */
function Chosen({ people, person, name, kind, mayChange, onTeam, onWrapUp }: ChosenProps) {
  const t = useTexts(abilityWords);
  const locale = useLocale();
  const { number } = person.agent;
  const now = nowOf(person);
  const teams = people.teams
    .filter((one) => teamNow(one) || one.key === now.team)
    .map((one) => ({ value: one.key, label: nameIn(one.draft?.name ?? one.value?.name, locale) || one.key }));
  return (
    <>
      <td>
        <ChoiceCell
          label={t('teamOf', { name })}
          value={now.team}
          was={person.abilities.team}
          choices={[{ value: '', label: t('noTeam') }, ...teams]}
          disabled={!mayChange}
          onChange={(team) => onTeam(number, team)}
        />
      </td>
      {kind === 'queues' ? (
        <td>
          <ChoiceCell
            label={t('wrapUpOf', { name })}
            value={now.wrap_up}
            was={person.abilities.wrap_up}
            choices={WRAP_UPS.map((value) => ({ value, label: t(`wrapUp_${value}`) }))}
            disabled={!mayChange}
            onChange={(way) => onWrapUp(number, way as WrapUp)}
          />
        </td>
      ) : null}
    </>
  );
}

export function Matrix(props: MatrixProps) {
  const { kind, columns, selected, mayChange } = props;
  const t = useTexts(abilityWords);
  const locale = useLocale();
  const [most, setMost] = useState(MOST_ROWS);
  const rows = props.rows.slice(0, most);
  const set = ({ row, column }: Cell, level: number): void => {
    const [person, of] = [rows[row], columns[column]];
    if (person && of && mayChange && level <= MOST[kind]) props.onLevel(person.agent.number, of.key, level);
  };
  const raise = (cell: Cell): void => {
    const [person, of] = [rows[cell.row], columns[cell.column]];
    if (person && of) set(cell, (levelOf(nowOf(person), kind, of.key) + 1) % (Math.min(MOST[kind], 5) + 1));
  };
  const grid = useGrid({
    rows: rows.length,
    columns: columns.length,
    onLevel: set,
    onClick: raise,
    onUndo: props.onUndo,
  });
  const numbers = props.rows.map((one) => one.agent.number);
  const all = numbers.length > 0 && numbers.every((number) => selected.has(number));
  return (
    <div className="matrix-box" onKeyDown={grid.onKeyDown} onClick={grid.onClick}>
      <table className="matrix" aria-label={t(kind)}>
        <thead>
          <tr>
            <th scope="col" className="matrix-who">
              {mayChange ? (
                <input
                  type="checkbox"
                  aria-label={t('selectAll')}
                  checked={all}
                  onChange={(event) => props.onSelect(numbers, event.target.checked)}
                />
              ) : null}
              {t('agent')}
            </th>
            <th scope="col">{t('team')}</th>
            {kind === 'queues' ? <th scope="col">{t('wrapUp')}</th> : null}
            {columns.map((column) => (
              <th key={column.key} scope="col" className="matrix-level">
                {column.name}
              </th>
            ))}
            <th aria-hidden className="matrix-rest" />
          </tr>
        </thead>
        <tbody>
          {rows.map((person, row) => {
            const { number } = person.agent;
            const name = nameIn(person.agent.name, locale);
            return (
              <tr key={number} className={selected.has(number) ? 'is-selected' : ''}>
                <th scope="row" className="matrix-who">
                  {mayChange ? (
                    <input
                      type="checkbox"
                      aria-label={t('select', { name })}
                      checked={selected.has(number)}
                      onChange={(event) => props.onSelect([number], event.target.checked)}
                    />
                  ) : null}
                  {name} <span className="quiet num">{number}</span>
                </th>
                <Chosen {...props} person={person} name={name} />
                {columns.map((column, nth) => (
                  <td key={column.key} className="matrix-level">
                    <LevelCell
                      row={row}
                      column={nth}
                      name={name}
                      what={column.name}
                      level={levelOf(nowOf(person), kind, column.key)}
                      was={levelOf(person.abilities, kind, column.key)}
                      reached={row === grid.reached.row && nth === grid.reached.column}
                    />
                  </td>
                ))}
                <td aria-hidden className="matrix-rest" />
              </tr>
            );
          })}
        </tbody>
      </table>
      {props.rows.length > most ? (
        <Button type="link" onClick={() => setMost(most + MOST_ROWS)}>
          {t('more', { n: Math.min(MOST_ROWS, props.rows.length - most) })}
        </Button>
      ) : null}
    </div>
  );
}
