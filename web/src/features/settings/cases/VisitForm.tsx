/** Which return visits follow from which cases: when, by whom, what is asked, and what comes of a bad answer. */
import { Input, InputNumber, Select, Switch } from 'antd';
import type { Body } from '@/shared/config/entries';
import { PRIORITIES } from '@/shared/format/case-priority';
import { Fault, Field } from '@/shared/ui/Field';
import { useWords } from './all-words';
import { useFault } from './faults';
import { Choice, Many, put, useChoices, useTypeChoices, Whole, type Props } from './fields';
import { Pair } from './pairs';
import { Rows, type Row } from './Rows';

interface Question extends Row {
  kind: 'scale' | 'yes_no' | 'text';
  most?: number;
  required?: boolean;
  satisfaction?: boolean;
}
const KINDS = ['scale', 'yes_no', 'text'] as const;
const STARS = 5;
const LONGEST = 527_040;

/** Only scales have an end, and only those of five say how satisfied somebody is. */
function sound({ most, satisfaction, ...rest }: Question): Question {
  if (rest.kind !== 'scale') return rest;
  const end = most ?? STARS;
  return { ...rest, most: end, ...(satisfaction && end === STARS ? { satisfaction } : {}) };
}

function Scale({ question, edit }: { question: Question; edit: (next: Question) => void }) {
  const word = useWords();
  const most = question.most ?? STARS;
  return (
    <>
      <Field label={word('mostStars')}>
        <InputNumber
          min={2}
          max={10}
          precision={0}
          value={most}
          onChange={(next) => next && edit(sound({ ...question, most: next }))}
        />
      </Field>
      <Field label={word('satisfaction')} rule={word('satisfactionRule')}>
        <Switch
          disabled={most !== STARS}
          checked={question.satisfaction ?? false}
          onChange={(satisfaction) => edit({ ...question, satisfaction })}
        />
      </Field>
    </>
  );
}

function Questions({ body, change }: Props) {
  const word = useWords();
  const fault = useFault('questions');
  const questions = Array.isArray(body.questions) ? (body.questions as Question[]) : [];
  return (
    <>
      <Rows<Question>
        label={word('case_visit_questions')}
        rows={questions}
        set={(next, about) => change({ ...body, questions: next }, about)}
        blank={{ kind: 'yes_no' }}
        stem="q"
        most={30}
        note={(one) => <span className="quiet">{word(`ask_${one.kind}`)}</span>}
      >
        {(question, edit) => (
          <>
            <Pair of="question" words={question.name} set={(name, at) => edit({ ...question, name }, at)} />
            <Field label={word('answeredBy')}>
              <Select
                value={question.kind}
                options={KINDS.map((value) => ({ value, label: word(`ask_${value}`) }))}
                onChange={(kind) => edit(sound({ ...question, kind }))}
              />
            </Field>
            {question.kind === 'scale' ? <Scale {...{ question, edit }} /> : null}
            <Field label={word('mustAnswer')}>
              <Switch
                checked={question.required ?? false}
                onChange={(required) => edit({ ...question, required })}
              />
            </Field>
          </>
        )}
      </Rows>
      <Fault text={fault} />
    </>
  );
}

interface Bad {
  at_most: number;
  then: 'reopen' | 'task';
  task?: string;
}

function Dissatisfied({ body, change }: Props) {
  const word = useWords();
  const fault = useFault('dissatisfied');
  const bad = body.dissatisfied as Bad | undefined;
  const set = (next: Bad | null, about?: string): void => change(put(body, 'dissatisfied', next), about);
  return (
    <section aria-label={word('dissatisfied')}>
      <Field label={word('dissatisfied')} rule={word('dissatisfiedRule')} fault={fault}>
        <Switch
          checked={bad !== undefined}
          onChange={(on) => set(on ? { at_most: 2, then: 'reopen' } : null)}
        />
      </Field>
      {bad ? (
        <>
          <Field label={word('at_most')}>
            <InputNumber
              min={1}
              max={STARS - 1}
              precision={0}
              value={bad.at_most}
              onChange={(at_most) => at_most && set({ ...bad, at_most }, 'at_most')}
            />
          </Field>
          <Field label={word('then')}>
            <Select
              value={bad.then}
              options={(['reopen', 'task'] as const).map((value) => ({
                value,
                label: word(`then_${value}`),
              }))}
              onChange={(then) => set({ ...bad, then })}
            />
          </Field>
          {bad.then === 'task' ? (
            <Field label={word('task')}>
              <Input
                maxLength={200}
                value={bad.task ?? ''}
                onChange={({ target }) => set({ ...bad, task: target.value }, 'task')}
              />
            </Field>
          ) : null}
        </>
      ) : null}
    </section>
  );
}

function Who({ body, change }: Props) {
  const word = useWords();
  const teams = useChoices('team');
  const agents = useChoices('agent');
  const given = { body, change };
  const clean = (next: Body): Body => put(put(next, 'team', null), 'agent', null);
  return (
    <>
      <Choice
        body={body}
        change={(next) => change(clean(next))}
        field="who"
        label={word('who')}
        options={(['owner', 'team', 'agent'] as const).map((value) => ({
          value,
          label: word(`who_${value}`),
        }))}
      />
      {body.who === 'team' ? (
        <Choice {...given} field="team" label={word('case_visit_team')} options={teams} />
      ) : null}
      {body.who === 'agent' ? (
        <Choice {...given} field="agent" label={word('agent')} options={agents} />
      ) : null}
    </>
  );
}

export function VisitForm({ body, change }: Props) {
  const word = useWords();
  const hours = useChoices('hours');
  const types = useTypeChoices();
  const given = { body, change };
  return (
    <>
      <Choice
        {...given}
        field="after"
        label={word('after')}
        options={(['confirmed', 'closed'] as const).map((value) => ({
          value,
          label: word(`after_${value}`),
        }))}
      />
      <Many {...given} field="types" options={types} />
      <Many
        {...given}
        field="priorities"
        options={PRIORITIES.map((value) => ({ value, label: word(value) }))}
      />
      <Whole {...given} field="share" least={1} most={100} usual={100} unit="%" />
      <Whole {...given} field="minutes" least={0} most={LONGEST} />
      <Choice
        {...given}
        field="hours"
        label={word('case_visit_hours')}
        unset={word('roundTheClock')}
        options={hours}
      />
      <Who {...given} />
      <Choice
        {...given}
        field="calling"
        label={word('calling')}
        unset={word('callingUsual')}
        options={hours}
      />
      <Whole {...given} field="tries" called="case_visit_tries" least={1} most={20} />
      <Whole {...given} field="pause_minutes" least={1} most={LONGEST} />
      <Questions {...given} />
      <Dissatisfied {...given} />
    </>
  );
}
