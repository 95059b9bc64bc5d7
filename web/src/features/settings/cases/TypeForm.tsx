/** What a type of cases says: how urgent, whose, how it is assigned and closed, its form, what suggests it. */
import { Switch } from 'antd';
import type { CaseField } from '@/api/cases';
import { bodyOf, useKind } from '@/shared/config/entries';
import { PRIORITIES } from '@/shared/format/case-priority';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { useWords } from './all-words';
import { Choice, Lines, Many, put, useNamed, Whole, type Props } from './fields';
import { FormBuilder } from './FormBuilder';
import { likeWords } from './like-words';
import { parentOf, saidAbove, wayTo, type Node } from './tree';
import { arrangeWords } from './words';

const WAYS = ['team', 'load', 'rota', 'expert'] as const;

interface TypeProps extends Props {
  nodes: readonly Node[];
  /** There are types under it. */
  heads: boolean;
  /** '': a new one. */
  typeKey: string;
}

/** What is called how; and what one gets by leaving it unset. */
function useAbove({ nodes, body }: Pick<TypeProps, 'nodes' | 'body'>) {
  const t = useTexts(arrangeWords);
  return (field: string, say: (value: string) => string): string => {
    const said = saidAbove(nodes, parentOf(body), field);
    return said === undefined ? t('asAboveNothing') : t('asAbove', { what: say(String(said)) });
  };
}

function Place({ nodes, body, change }: TypeProps) {
  const t = useTexts(arrangeWords);
  const above = useAbove({ nodes, body });
  const named = useNamed();
  const teams = (useKind('team').data?.items ?? []).map((entry) => ({
    value: entry.key,
    label: named(bodyOf(entry).name, entry.key),
  }));
  const team = (key: string): string => teams.find(({ value }) => value === key)?.label ?? key;
  const approval = (value: string): string => t(value === 'true' ? 'approvalYes' : 'approvalNo');
  const assign = body.assign ?? saidAbove(nodes, parentOf(body), 'assign');
  return (
    <>
      <Choice
        {...{ body, change }}
        field="priority"
        label={t('priority')}
        unset={above('priority', (value) => t(value as 'high'))}
        options={PRIORITIES.map((value) => ({ value, label: t(value) }))}
      />
      <Choice
        {...{ body, change }}
        field="team"
        label={t('team')}
        unset={above('team', team)}
        options={teams}
      />
      <Choice
        {...{ body, change }}
        field="assign"
        label={t('assign')}
        unset={above('assign', (value) => t(`assign_${value}` as 'assign_team'))}
        options={WAYS.map((value) => ({ value, label: t(`assign_${value}`) }))}
      />
      {assign === 'expert' ? <Lines {...{ body, change }} field="experts" rule={t('expertsRule')} /> : null}
      <Choice
        body={{ approval: typeof body.approval === 'boolean' ? String(body.approval) : undefined }}
        change={(next) =>
          change(put(body, 'approval', next.approval === undefined ? null : next.approval === 'true'))
        }
        field="approval"
        label={t('approval')}
        unset={above('approval', approval)}
        options={['true', 'false'].map((value) => ({ value, label: approval(value) }))}
      />
      <Telling {...{ body, change }} />
    </>
  );
}

/** How customers are told of it, what the follow-up asks, and whether it is about one of the agents. */
function Telling({ body, change }: Props) {
  const word = useWords();
  const asked = (['result', 'satisfaction'] as const).map((value) => ({
    value,
    label: word(`follow_up_${value}`),
  }));
  return (
    <>
      <Whole {...{ body, change }} field="receipt_minutes" least={0} most={527040} />
      <Whole {...{ body, change }} field="progress_hours" least={0} most={8784} />
      <Many {...{ body, change }} field="follow_up" options={asked} />
      <Choice
        body={{ about_agent: typeof body.about_agent === 'boolean' ? String(body.about_agent) : undefined }}
        change={({ about_agent: says }) =>
          change(put(body, 'about_agent', says === undefined ? null : says === 'true'))
        }
        field="about_agent"
        label={word('about_agent')}
        unset={word('asAboveNothing')}
        options={[
          { value: 'true', label: word('aboutYes') },
          { value: 'false', label: word('aboutNo') },
        ]}
      />
    </>
  );
}

/** What suggests this type while a case is written. */
function Suggesting({ nodes, body, change, typeKey }: TypeProps) {
  const t = useTexts(arrangeWords);
  const locale = useLocale();
  const parent = parentOf(body);
  const top = (parent === null ? undefined : wayTo(nodes, parent)[0]?.key) ?? typeKey;
  const kinds = Object.entries(likeWords[locale])
    .filter(([kind]) => kind.startsWith(`${top}/`))
    .map(([value, label]) => ({ value, label }));
  if (parent === null) return null;
  return (
    <>
      <Choice
        {...{ body, change }}
        field="like"
        label={t('like')}
        rule={t('likeRule')}
        unset={t('likeNone')}
        options={kinds}
      />
      <Lines {...{ body, change }} field="words" rule={t('wordsRule')} />
    </>
  );
}

const fieldsOf = (value: unknown): CaseField[] => (Array.isArray(value) ? (value as CaseField[]) : []);

function OwnForm({ nodes, body, change }: TypeProps) {
  const t = useTexts(arrangeWords);
  const above = fieldsOf(saidAbove(nodes, parentOf(body), 'form'));
  const own = Array.isArray(body.form);
  return (
    <section aria-label={t('form')}>
      <Field
        label={t('form')}
        rule={own ? '' : above.length ? t('formAbove', { n: above.length }) : t('formNone')}
      >
        <Switch
          checked={own}
          title={t('ownForm')}
          onChange={(on) => {
            change(on ? { ...body, form: structuredClone(above) } : put(body, 'form', null));
          }}
        />
      </Field>
      {own ? (
        <FormBuilder form={fieldsOf(body.form)} change={(form, about) => change({ ...body, form }, about)} />
      ) : null}
    </section>
  );
}

export function TypeForm(props: TypeProps) {
  const t = useTexts(arrangeWords);
  return (
    <>
      {props.heads ? <p className="quiet">{t('heads')}</p> : null}
      <Place {...props} />
      <Suggesting {...props} />
      <OwnForm {...props} />
    </>
  );
}
