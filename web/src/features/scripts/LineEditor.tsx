/** One line: what is said, a hint beside it, what the customer may answer, and where it goes on. */
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { Vocabulary } from '@/api/scripts';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { listOf, type Choice, type Node } from './draft';
import type { StepFields, Way } from './step';
import { editWords } from './edit-words';
import { WaySelect } from './WaySelect';
import { WordsFields } from './WordsFields';

const EMPTY = { zh: '', en: '' };

interface KeywordsGiven {
  label: string;
  words: string[] | undefined;
  change: (words: string[]) => void;
}

function Keywords({ label, words = [], change }: KeywordsGiven) {
  const [text, setText] = useState(words.join('，'));
  return (
    <Input
      size="small"
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        change(listOf(event.target.value));
      }}
    />
  );
}

interface ChoiceGiven {
  place: number;
  choice: Choice;
  ways: Way[];
  vocabulary: Vocabulary;
  change: (choice: Choice) => void;
  remove: () => void;
}

function ChoiceEditor({ place, choice, ways, vocabulary, change, remove }: ChoiceGiven) {
  const t = useTexts(editWords);
  const locale = useLocale();
  const said = `${t('say')} ${place}`;
  return (
    <li className="library-choice">
      <WordsFields label={said} words={choice.say} change={(say) => change({ ...choice, say })} />
      <div className="library-words">
        {(['zh', 'en'] as const).map((language) => (
          <Keywords
            key={language}
            label={`${said} ${t('keywords')} ${t(language)}`}
            words={choice.keywords?.[language]}
            change={(words) => change({ ...choice, keywords: { ...choice.keywords, [language]: words } })}
          />
        ))}
      </div>
      <div className="library-decide">
        <Select<string[]>
          mode="multiple"
          size="small"
          className="library-moods"
          aria-label={`${said} ${t('moods')}`}
          placeholder={t('moods')}
          value={choice.moods ?? []}
          onChange={(moods) => change({ ...choice, moods })}
          options={vocabulary.moods.map(({ key, name }) => ({ value: key, label: nameIn(name, locale) }))}
        />
        <WaySelect
          label={t('goTo')}
          to={choice.next}
          ways={ways}
          change={(next) => change({ ...choice, next })}
        />
        <Button size="small" type="text" danger onClick={remove}>
          {t('remove')}
        </Button>
      </div>
    </li>
  );
}

interface Given extends StepFields {
  vocabulary: Vocabulary;
}

/** A hint that is emptied is none. */
function withHint(node: Node, hint: { zh: string; en: string }): Node {
  if (hint.zh || hint.en) return { ...node, hint };
  const made = { ...node };
  delete made.hint;
  return made;
}

export function LineEditor({ node, ways, vocabulary, change }: Given) {
  const t = useTexts(editWords);
  const choices = node.choices ?? [];
  const put = (after: Choice[]): void => {
    const made: Node = { ...node, choices: after };
    if (!after.length) delete made.choices;
    change(made);
  };
  return (
    <>
      <WordsFields
        tall
        label={t('line')}
        words={node.line ?? EMPTY}
        variables={vocabulary.line_variables}
        change={(line) => change({ ...node, line })}
      />
      <WordsFields
        label={t('hint')}
        words={node.hint ?? EMPTY}
        change={(hint) => change(withHint(node, hint))}
      />
      {choices.length ? (
        <ol className="library-choices" aria-label={t('choices')}>
          {choices.map((choice, place) => (
            <ChoiceEditor
              key={place}
              place={place + 1}
              choice={choice}
              ways={ways}
              vocabulary={vocabulary}
              change={(after) => put(choices.map((one, at) => (at === place ? after : one)))}
              remove={() => put(choices.filter((_, at) => at !== place))}
            />
          ))}
        </ol>
      ) : null}
      <div className="library-decide">
        <Button size="small" type="dashed" onClick={() => put([...choices, { say: EMPTY }])}>
          {t('addChoice')}
        </Button>
        <WaySelect
          label={t('next')}
          to={node.next}
          ways={ways}
          change={(next) => change({ ...node, next })}
        />
      </div>
    </>
  );
}
