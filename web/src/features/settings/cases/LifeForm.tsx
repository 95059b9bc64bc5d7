/** The life of call tickets: its states and steps, drawn as a table of what leads where, and what is wrong with it. */
import { useQuery } from '@tanstack/react-query';
import { Select, Switch } from 'antd';
import { ticketUses } from '@/api/calls';
import { Fault, Field } from '@/shared/ui/Field';
import { useWords } from './all-words';
import { useFault } from './faults';
import type { Props } from './fields';
import { lifeOf, withoutState, withState, type Life, type State, type Step } from './life';
import { Drawing, Troubles, useStates } from './LifeSeen';
import { Pair } from './pairs';
import { Rows } from './Rows';

const EFFECTS = [
  'put_through',
  'number',
  'called',
  'person',
  'due',
  'question',
  'answer',
  'interpreter',
  'ask_reverse',
  'accept_reverse',
  'refuse_reverse',
  'caller_pays',
] as const;
const NEEDS = ['number', 'person', 'due', 'reason', 'interpreter', 'question', 'answer'] as const;

interface LifeProps {
  life: Life;
  set: (life: Life, about?: string) => void;
}

/** How many open tickets stand in a state. */
function useStanding(purpose: 'call' | 'enquiry'): (state: string) => number {
  const { data } = useQuery({ queryKey: ['tickets', 'uses'], queryFn: ticketUses });
  return (state) => data?.[purpose][state] ?? 0;
}

function States({ life, set, standing }: LifeProps & { standing: (state: string) => number }) {
  const word = useWords();
  const stays = ({ id }: State): string => {
    const n = standing(id);
    return n ? word('stateUsed', { n }) : '';
  };
  return (
    <Rows<State>
      label={word('states')}
      rows={life.states}
      set={(states, about) => set({ ...life, states }, about)}
      blank={{ end: false }}
      stem="state"
      most={40}
      note={(state) => (
        <>
          {state.end ? <span className="pill">{word('isEnd')}</span> : null}
          {standing(state.id) ? (
            <span className="quiet num">{word('stand', { n: standing(state.id) })}</span>
          ) : null}
        </>
      )}
      stays={stays}
      without={({ id }) => set(withoutState(life, id))}
    >
      {(state) => {
        const edit = (next: State, about?: string): void =>
          set(withState(life, next), about && `${state.id} ${about}`);
        return (
          <>
            <Pair of="stateName" words={state.name} set={(name, about) => edit({ ...state, name }, about)} />
            <Field label={word('isEnd')} rule={word('isEndRule')}>
              <Switch
                checked={state.end}
                disabled={!state.end && stays(state) !== ''}
                onChange={(end) => edit({ ...state, end })}
              />
            </Field>
          </>
        );
      }}
    </Rows>
  );
}

interface PickProps {
  label: string;
  value: string[];
  options: { value: string; label: string }[];
  set: (value: string[]) => void;
  rule?: string;
}

function Pick({ label, value, options, set, rule = '' }: PickProps) {
  return (
    <Field label={label} rule={rule}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        {...{ value, options }}
        onChange={set}
      />
    </Field>
  );
}

function Steps({ life, set }: LifeProps) {
  const word = useWords();
  const all = useStates(life);
  const open = all.filter(({ value }) => !life.states.find(({ id }) => id === value)?.end);
  const named = (prefix: string, words: readonly string[]) =>
    words.map((value) => ({ value, label: word(`${prefix}_${value}`) }));
  const nameOf = (id: string): string => all.find(({ value }) => value === id)?.label ?? id;
  return (
    <Rows<Step>
      label={word('ticketSteps')}
      rows={life.steps}
      set={(steps, about) => set({ ...life, steps }, about)}
      blank={{ from: life.begins ? [life.begins] : [], to: life.begins, does: [], needs: [] }}
      stem="step"
      most={100}
      note={({ to }) => <span className="quiet">→ {nameOf(to)}</span>}
    >
      {(step, edit) => (
        <>
          <Pair of="stepName" words={step.name} set={(name, about) => edit({ ...step, name }, about)} />
          <Pick
            label={word('from')}
            value={step.from}
            options={open}
            set={(from) => edit({ ...step, from })}
          />
          <Field label={word('stepTo')}>
            <Select value={step.to} options={all} onChange={(to) => edit({ ...step, to })} />
          </Field>
          <Pick
            label={word('needsTold')}
            value={step.needs}
            options={named('told', NEEDS)}
            set={(needs) => edit({ ...step, needs })}
          />
          <Pick
            label={word('does')}
            rule={word('doesRule')}
            value={step.does}
            options={named('does', EFFECTS)}
            set={(does) => edit({ ...step, does })}
          />
        </>
      )}
    </Rows>
  );
}

/** In which state tickets begin. */
function Beginnings({ life, set }: LifeProps) {
  const word = useWords();
  const states = useStates(life).filter(({ value }) => !life.states.find(({ id }) => id === value)?.end);
  const faults = { begins: useFault('begins'), booked: useFault('booked') };
  return (['begins', 'booked'] as const).map((field) => (
    <Field key={field} label={word(field)} rule={word(`${field}Rule`)} fault={faults[field]}>
      <Select value={life[field]} options={states} onChange={(state) => set({ ...life, [field]: state })} />
    </Field>
  ));
}

export function LifeForm({ body, change, lifeKey }: Props & { lifeKey: string }) {
  const life = lifeOf(body);
  const set = (next: Life, about?: string): void => change({ ...body, ...next }, about);
  const standing = useStanding(lifeKey === 'enquiry' ? 'enquiry' : 'call');
  const fault = useFault('states');
  return (
    <div className="form-builder">
      <div className="arrange-form">
        <Troubles life={life} />
        <Beginnings {...{ life, set }} />
        <States {...{ life, set, standing }} />
        <Fault text={fault} />
        <Steps {...{ life, set }} />
      </div>
      <Drawing life={life} />
    </div>
  );
}
