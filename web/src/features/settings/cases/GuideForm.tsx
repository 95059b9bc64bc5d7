/** A complaint guide: when it is offered, what to say step by step, what never, when to call for help, warnings. */
import { Switch } from 'antd';
import { useState } from 'react';
import type { Guide, Kept } from '@/api/calm';
import type { Name } from '@/api/types';
import type { Body } from '@/shared/config/entries';
import { CalmGuide } from '@/shared/calm/CalmGuide';
import type { Deed } from '@/shared/calm/use-calm';
import { Fault, Field } from '@/shared/ui/Field';
import { useWords } from './all-words';
import { useFault } from './faults';
import { Choice, Lines, Many, put, textsOf, useChoices, useTypeChoices, Whole, type Props } from './fields';
import { Pair, Sentences, type Words } from './pairs';
import { Rows, type Row } from './Rows';

interface Step extends Row {
  say: Words;
  hint?: Words;
}
const stepsOf = (body: Body): Step[] => (Array.isArray(body.steps) ? (body.steps as Step[]) : []);
const WARNINGS = ['first', 'second', 'end'] as const;
const both = ({ zh, en }: Words): Name => ({ zh, en: en ?? '' });

function Steps({ body, change }: Props) {
  const word = useWords();
  return (
    <Rows<Step>
      label={word('steps')}
      rows={stepsOf(body)}
      set={(steps, about) => change({ ...body, steps }, about)}
      blank={{ say: { zh: '' } }}
      stem="step"
      most={12}
    >
      {(step, edit) => (
        <>
          <Pair of="stepName" words={step.name} set={(name, about) => edit({ ...step, name }, about)} />
          <Pair of="say" long words={step.say} set={(say, about) => edit({ ...step, say }, about)} />
          <Pair
            of="hint"
            long
            words={step.hint}
            set={(hint, about) => {
              const rest: Step = { id: step.id, name: step.name, say: step.say };
              edit(hint.zh || hint.en ? { ...rest, hint } : rest, about);
            }}
          />
        </>
      )}
    </Rows>
  );
}

/** Nobody is cut off before they were warned twice: there are all three sentences, or none. */
function Warnings({ body, change }: Props) {
  const word = useWords();
  const warnings = body.warnings as Record<string, Words> | undefined;
  const fault = useFault('warnings');
  const begin = { first: { zh: '' }, second: { zh: '' }, end: { zh: '' } };
  return (
    <section aria-label={word('warnings')}>
      <Field label={word('warnings')} rule={word('warningsRule')}>
        <Switch
          checked={warnings !== undefined}
          onChange={(on) => change(put(body, 'warnings', on ? begin : null))}
        />
      </Field>
      {warnings
        ? WARNINGS.map((which) => (
            <Pair
              key={which}
              of={`warning_${which}`}
              long
              words={warnings[which]}
              set={(said, about) => change({ ...body, warnings: { ...warnings, [which]: said } }, about)}
            />
          ))
        : null}
      <Fault text={fault} />
    </section>
  );
}

const NOTHING_DONE: Kept = { done: [], warnings: 0, ended: false } as unknown as Kept;

/** What it looks like after one did this by it. */
function after(kept: Kept, { what, step }: Deed): Kept {
  if (what === 'done') return { ...kept, done: [...kept.done, step] };
  if (what === 'undone') return { ...kept, done: kept.done.filter((one) => one !== step) };
  if (what === 'warned') return { ...kept, warnings: kept.warnings + 1 };
  return what === 'ended' ? { ...kept, ended: true } : kept;
}

const linesOf = (value: unknown): Name[] => (Array.isArray(value) ? (value as Words[]).map(both) : []);

function guideOf(body: Body, unnamed: string): Guide {
  const warnings = body.warnings as Record<'first' | 'second' | 'end', Words> | undefined;
  return {
    id: 'preview',
    name: both((body.name as Words | undefined) ?? { zh: '' }),
    types: [],
    words: [],
    skill: '',
    steps: stepsOf(body).map((step) => ({
      id: step.id,
      name: both(step.name.zh ? step.name : { zh: unnamed }),
      say: both(step.say),
      hint: step.hint ? both(step.hint) : null,
    })),
    never: linesOf(body.never),
    call_help: linesOf(body.call_help),
    warnings: warnings
      ? { first: both(warnings.first), second: both(warnings.second), end: both(warnings.end) }
      : null,
  };
}

/** As an agent sees it, to be tried. */
function Preview({ body }: { body: Body }) {
  const word = useWords();
  const [kept, setKept] = useState(NOTHING_DONE);
  return (
    <section className="form-preview" aria-label={word('guidePreview')}>
      <h4>{word('guidePreview')}</h4>
      <p className="quiet">{word('guidePreviewText')}</p>
      <CalmGuide
        guide={guideOf(body, word('unnamed'))}
        kept={kept}
        busy={false}
        keep={(deed) => setKept((before) => after(before, deed))}
        end={null}
        help={null}
        mark={null}
      />
    </section>
  );
}

export function GuideForm({ body, change }: Props) {
  const word = useWords();
  const skills = useChoices('skill');
  const types = useTypeChoices();
  const given = { body, change };
  const own = textsOf({ skill: body.skill ? [body.skill] : [] }, 'skill').map((value) => ({
    value,
    label: value,
  }));
  const known = own.filter(({ value }) => !skills.some((one) => one.value === value));
  return (
    <div className="form-builder">
      <div className="arrange-form">
        <Many {...given} field="types" options={types} />
        <Lines {...given} field="words" rule={word('guideWordsRule')} />
        <Choice
          {...given}
          field="skill"
          label={word('skill')}
          rule={word('skillRule')}
          unset={word('skillUsual')}
          options={[...skills, ...known]}
        />
        <Whole {...given} field="help_minutes" least={1} most={240} usual={5} />
        <Steps {...given} />
        <Sentences {...given} field="never" most={20} />
        <Sentences {...given} field="call_help" most={20} />
        <Warnings {...given} />
      </div>
      <Preview body={body} />
    </div>
  );
}
