/** A field that a site asks of its customers: its kind, and what can be chosen. */
import type { Body } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { Choice, put, type Props } from './fields';
import { useWords } from './all-words';
import { Choices } from './Choices';
import { withChoice, type Choosable } from './form-edits';
import { arrangeWords } from './words';

const TYPES = ['text', 'number', 'date', 'choice', 'phone', 'id_number'] as const;

const choicesOf = (body: Body): Choosable[] =>
  Array.isArray(body.choices) ? (body.choices as Choosable[]) : [];

/** With something to choose where there has to be, without where there may not be. */
function shaped(body: Body): Body {
  if (body.type !== 'choice') return put(body, 'choices', null);
  return choicesOf(body).length ? body : withChoice({ ...body, choices: [] });
}

export function CustomerFieldForm({ body, change, isNew }: Props & { isNew: boolean }) {
  const t = useTexts(arrangeWords);
  const word = useWords();
  const choices = choicesOf(body);
  return (
    <>
      <Choice
        body={body}
        change={(next) => change(shaped(next))}
        field="type"
        label={word('type')}
        rule={isNew ? '' : t('typeKept')}
        options={TYPES.map((value) => ({ value, label: word(`type_${value}`) }))}
      />
      {body.type === 'choice' ? (
        <Choices
          choices={choices}
          set={(next, about) => change({ ...body, choices: next }, about && `choice ${about}`)}
          add={() => change(withChoice({ ...body, choices }))}
        />
      ) : null}
    </>
  );
}
