/** Skills: a key and names, and which queues ask for them. */
import { PlusOutlined, StarOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Skeleton } from 'antd';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'react-router';
import type { ConfigEntry } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { Field } from './Field';
import { nameOf, useKind, waits } from './names';
import { pageWords } from './page-words';
import { stepsOf, partsOf, bare, type Body, type Condition } from './plan';
import { Names } from './QueueForm';
import { queueWords } from './queue-words';
import { useDraft, useFaults } from './use-drafts';

function skillsIn(condition: Condition): string[] {
  const { inner } = bare(condition);
  return 'skill' in inner ? [inner.skill] : partsOf(inner).flatMap(skillsIn);
}

/** The queues whose steps ask for a skill, drafts included. */
export function askedBy(skill: string, queues: ConfigEntry[]): ConfigEntry[] {
  return queues.filter(({ draft, value }) =>
    stepsOf(draft ?? value ?? {}).some((step) => skillsIn(step.who).includes(skill)),
  );
}

interface Props {
  entry: ConfigEntry | null;
  taken: string[];
  queues: ConfigEntry[];
  mayChange: boolean;
  onDone?: () => void;
}

function Form({ entry, taken, queues, mayChange, onDone }: Props) {
  const t = useTexts(pageWords);
  const of = useTexts(queueWords);
  const locale = useLocale();
  const [first] = useState<Body>(entry?.draft ?? entry?.value ?? {});
  const [body, setBody] = useState<Body>(first);
  const [key, setKey] = useState(entry?.key ?? '');
  const drafting = useDraft('skill');
  const from = useLocation().state as { failure?: unknown } | null;
  const faultAt = useFaults(drafting.error ?? (entry ? from?.failure : null), ['key', 'name']);
  const twice = !entry && taken.includes(key.trim());
  const users = entry ? askedBy(entry.key, queues).map((one) => nameIn(nameOf(one), locale) || one.key) : [];
  const save = (event: FormEvent): void => {
    event.preventDefault();
    drafting.mutate({ key: key.trim(), value: body }, { onSuccess: () => onDone?.() });
  };
  return (
    <form className="route-form" onSubmit={save} noValidate>
      {faultAt('') ? <Alert type="error" showIcon role="alert" title={faultAt('')} /> : null}
      {entry ? null : (
        <Field label={of('key')} rule={of('keyRule')} fault={twice ? of('taken') : faultAt('key')}>
          <Input
            autoFocus
            value={key}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => setKey(event.target.value.toLowerCase().replace(/[^a-z0-9-]/g, '-'))}
          />
        </Field>
      )}
      <Names editing={{ body, faultAt, onChange: setBody, disabled: !mayChange }} />
      {entry ? (
        <p className="quiet">
          {users.length ? t('usedBy', { queues: users.join(' · ') }) : t('usedNowhere')}
        </p>
      ) : null}
      {mayChange ? (
        <div className="route-row">
          <Button
            type="primary"
            htmlType="submit"
            loading={drafting.isPending}
            disabled={!key.trim() || twice || body === first}
          >
            {of('save')}
          </Button>
          {entry && waits(entry) ? (
            <Button onClick={() => drafting.mutate({ key: entry.key, undo: true })}>{of('undo')}</Button>
          ) : null}
          {entry?.value && !entry.draft_removes ? (
            <Button danger onClick={() => drafting.mutate({ key: entry.key, value: null })}>
              {t('removes')}
            </Button>
          ) : null}
          {entry ? null : <Button onClick={onDone}>{of('cancel')}</Button>}
        </div>
      ) : null}
    </form>
  );
}

function Line(props: Props & { entry: ConfigEntry; opened: boolean }) {
  const { entry, opened } = props;
  const t = useTexts(pageWords);
  const locale = useLocale();
  return (
    <details className="route-item" open={opened}>
      <summary>
        <strong>{nameIn(nameOf(entry), locale) || entry.key}</strong>
        <span className="quiet num">{entry.key}</span>
        {waits(entry) ? (
          <span className={entry.draft_removes ? 'pill bad' : 'pill wait'}>
            {t(entry.draft_removes ? 'removes' : entry.value ? 'draft' : 'isNew')}
          </span>
        ) : null}
      </summary>
      <Form key={JSON.stringify([entry.draft, entry.value])} {...props} />
    </details>
  );
}

export function Skills({ chosen, mayChange }: { chosen: string | undefined; mayChange: boolean }) {
  const t = useTexts(pageWords);
  const asked = useKind('skill');
  const queues = useKind('queue').data?.items ?? [];
  const [adding, setAdding] = useState(false);
  if (asked.isPending) return <Skeleton active className="panel route-wait" />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const { items } = asked.data;
  const shared = { taken: items.map(({ key }) => key), queues, mayChange };
  return (
    <section className="panel">
      {mayChange ? (
        <div className="route-bar-top">
          <Button icon={<PlusOutlined aria-hidden />} disabled={adding} onClick={() => setAdding(true)}>
            {t('addSkill')}
          </Button>
        </div>
      ) : null}
      {adding ? <Form entry={null} onDone={() => setAdding(false)} {...shared} /> : null}
      {items.map((entry) => (
        <Line key={entry.key} entry={entry} opened={entry.key === chosen} {...shared} />
      ))}
      {items.length || adding ? null : (
        <Empty icon={<StarOutlined />} title={t('noSkills')}>
          {t('noSkillsText')}
        </Empty>
      )}
    </section>
  );
}
