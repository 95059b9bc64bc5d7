/** One test: what is supposed, what the caller does, what must be heard, where it must end. */
import { PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Input, Select } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { without } from '@/shared/flow/plain';
import { useEditing } from '../editing';
import { TakeAway } from '@/shared/flow/Typed';
import { FieldSet } from '../fields/Set';
import type { FlowTest } from '../graph';
import { PromptLine } from '../said/PromptLine';
import { PromptPicker } from '../said/PromptPicker';
import { titleOf } from '../say';
import { didOf, ENDS, endsOf, VERBS, writtenOf, type Ends, type Verb } from './does';
import { Supposed } from './Supposed';
import { walkWords } from './walk-words';

interface Props {
  test: FlowTest;
  onChange: (test: FlowTest) => void;
}

const VERB_WORDS = {
  press: 'pressKey',
  say: 'say',
  silence: 'silence',
  finish: 'finish',
  busy: 'busy',
  no_answer: 'no_answer',
  fail: 'fail',
} as const;

function Does({ test, onChange }: Props) {
  const t = useTexts(walkWords);
  const { does } = test;
  const write = (next: string[]): void => onChange({ ...test, does: next });
  const put = (nth: number, verb: Verb, what: string): void =>
    write(does.map((one, at) => (at === nth ? writtenOf({ verb, what }) : one)));
  return (
    <FieldSet label={t('does')} fault="">
      {does.map((written, nth) => {
        const { verb, what } = didOf(written);
        return (
          <div className="flow-row" key={nth}>
            <Select
              aria-label={`${t('does')} ${nth + 1}`}
              value={verb}
              options={VERBS.map((value) => ({ value, label: t(VERB_WORDS[value]) }))}
              onChange={(next: Verb) => put(nth, next, what)}
            />
            {verb === 'press' || verb === 'say' ? (
              <Input
                aria-label={`${t('what')} ${nth + 1}`}
                value={what}
                maxLength={200}
                onChange={(event) => put(nth, verb, event.target.value)}
              />
            ) : null}
            <TakeAway
              what={`${t(VERB_WORDS[verb])} ${what}`}
              disabled={false}
              onClick={() => write(does.filter((_, at) => at !== nth))}
            />
          </div>
        );
      })}
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => write([...does, 'press 1'])}>
        {t('addStep')}
      </Button>
    </FieldSet>
  );
}

function HeardList({ test, onChange }: Props) {
  const t = useTexts(walkWords);
  const heard = test.heard ?? [];
  const write = (next: string[]): void => onChange({ ...test, heard: next });
  return (
    <FieldSet label={t('heardList')} fault="">
      <ol className="flow-said">
        {heard.map((one, nth) => (
          <li key={nth}>
            <PromptLine id={one} />
            <TakeAway
              what={one}
              disabled={false}
              onClick={() => write(heard.filter((_, at) => at !== nth))}
            />
          </li>
        ))}
      </ol>
      <PromptPicker
        label={t('heardList')}
        onPick={(said) => {
          if (typeof said === 'string') write([...heard, said]);
        }}
      />
    </FieldSet>
  );
}

const WHERE = 'anywhere';

function EndsField({ test, onChange }: Props) {
  const { graph, choices, words } = useEditing();
  const t = useTexts(walkWords);
  const end = endsOf(test.ends);
  const write = (how: Ends | typeof WHERE, what = ''): void => {
    onChange(
      how === WHERE
        ? (without(test, 'ends') as FlowTest)
        : { ...test, ends: { [how]: how === 'hang_up' ? true : what } },
    );
  };
  const nodes = Object.keys(graph.nodes).map((value) => ({
    value,
    label: titleOf(value, graph.nodes[value], words),
  }));
  const offered: Partial<Record<Ends, { value: string; label: string }[]>> = {
    queue: choices('queue'),
    message: choices('mailbox'),
    node: nodes,
  };
  return (
    <FieldSet label={t('ends')} fault="">
      <div className="flow-row">
        <Select
          aria-label={t('endsKind')}
          value={end?.how ?? WHERE}
          options={[WHERE, ...ENDS].map((value) => ({
            value,
            label:
              value === WHERE || value === 'hang_up'
                ? t(value === WHERE ? WHERE : 'ends_hang_up')
                : t(`ends_${value as Exclude<Ends, 'hang_up'>}`, { what: '…' }),
          }))}
          onChange={(how: Ends | typeof WHERE) => write(how)}
        />
        {end && end.how !== 'hang_up' ? (
          <AutoComplete
            aria-label={t('what')}
            value={end.what}
            options={offered[end.how] ?? []}
            onChange={(what: string) => write(end.how, what)}
          />
        ) : null}
      </div>
    </FieldSet>
  );
}

export function TestForm({ test, onChange, onDone }: Props & { onDone: () => void }) {
  const t = useTexts(walkWords);
  return (
    <form
      className="flow-form"
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <Field label={t('testName')}>
        <Input
          autoFocus
          value={test.name}
          maxLength={80}
          onChange={(event) => onChange({ ...test, name: event.target.value })}
        />
      </Field>
      <Does test={test} onChange={onChange} />
      <HeardList test={test} onChange={onChange} />
      <EndsField test={test} onChange={onChange} />
      <details className="flow-more">
        <summary>{t('world')}</summary>
        <Supposed given={test.given ?? {}} onChange={(given) => onChange({ ...test, given })} />
      </details>
      <div className="flow-doing">
        <Button type="primary" htmlType="submit">
          {t('done')}
        </Button>
      </div>
    </form>
  );
}
