/** A plan for major incidents: what agents say, what it is suggested by, and what is done by whom, in order. */
import { Select } from 'antd';
import { Fault, Field } from '@/shared/ui/Field';
import type { Body } from '@/shared/config/entries';
import { useWords } from './all-words';
import { useFault } from './faults';
import { Lines, Many, put, useChoices, useTypeChoices, type Props } from './fields';
import { Pair, type Words } from './pairs';
import { freeId, Rows, type Row } from './Rows';

interface Step extends Row {
  team?: string;
}
const STEM = 's';
const MOST_STEPS = 50;
const MOST_SAID = 500;

/** Steps from a file have no ids: each gets one that none has, so that they can be told apart when moved. */
export function stepsOf(body: Body): Step[] {
  const written = Array.isArray(body.steps) ? (body.steps as (Omit<Step, 'id'> & { id?: string })[]) : [];
  const known: Row[] = written.flatMap(({ id, name }) => (id ? [{ id, name }] : []));
  return written.map(({ id, ...rest }) => {
    const own = id ?? freeId(STEM, known);
    if (!id) known.push({ id: own, name: rest.name });
    return { id: own, ...rest };
  });
}

/** Nobody has to see to it: then no team is written. */
function toTeam({ id, name }: Step, team: string): Step {
  return team ? { id, name, team } : { id, name };
}

function Steps({ body, change }: Props) {
  const word = useWords();
  const fault = useFault('steps');
  const teams = useChoices('team');
  const teamName = (key: string | undefined): string =>
    key ? (teams.find(({ value }) => value === key)?.label ?? key) : '';
  return (
    <>
      <Rows<Step>
        label={word('steps')}
        rows={stepsOf(body)}
        set={(steps, about) => change({ ...body, steps }, about)}
        blank={{}}
        stem={STEM}
        most={MOST_STEPS}
        note={(step) => <span className="quiet">{teamName(step.team)}</span>}
      >
        {(step, edit) => (
          <>
            <Pair of="planStep" words={step.name} set={(name, about) => edit({ ...step, name }, about)} />
            <Field label={word('planTeam')}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                value={step.team ?? ''}
                options={[{ value: '', label: word('planNoTeam') }, ...teams]}
                onChange={(team: string) => edit(toTeam(step, team))}
              />
            </Field>
          </>
        )}
      </Rows>
      <Fault text={fault} />
    </>
  );
}

export function PlanForm({ body, change }: Props) {
  const word = useWords();
  const types = useTypeChoices();
  const given = { body, change };
  return (
    <>
      <Pair
        of="case_plan_say"
        long
        most={MOST_SAID}
        words={body.say as Words | undefined}
        set={(say, about) => change(put(body, 'say', say.zh || say.en ? say : null), about)}
      />
      <Lines {...given} field="words" rule={word('planWordsRule')} />
      <Many {...given} field="types" options={types} />
      <Steps {...given} />
    </>
  );
}
