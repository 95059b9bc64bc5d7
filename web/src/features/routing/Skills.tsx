/** Skills: a key and names, and which queues ask for them. */
import { PlusOutlined, StarOutlined } from '@ant-design/icons';
import { Alert, Button, Skeleton } from 'antd';
import { useState } from 'react';
import type { ConfigEntry } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { Actions, KeyField } from './Drafted';
import { bodyOf, nameOf, useKind, waits } from './names';
import { pageWords } from './page-words';
import { bare, partsOf, stepsOf, type Condition } from './plan';
import { Names } from './QueueForm';
import { useWriting } from './use-drafts';

function skillsIn(condition: Condition): string[] {
  const { inner } = bare(condition);
  return 'skill' in inner ? [inner.skill] : partsOf(inner).flatMap(skillsIn);
}

/** The queues whose steps ask for a skill, drafts included. */
export function askedBy(skill: string, queues: ConfigEntry[]): ConfigEntry[] {
  return queues.filter((queue) => stepsOf(bodyOf(queue)).some((step) => skillsIn(step.who).includes(skill)));
}

interface Props {
  entry: ConfigEntry | null;
  taken: string[];
  queues: ConfigEntry[];
  mayChange: boolean;
  onDone?: () => void;
}

function Form({ entry, taken, queues, mayChange, onDone = () => undefined }: Props) {
  const t = useTexts(pageWords);
  const locale = useLocale();
  const writing = useWriting('skill', entry, taken);
  const { body, faultAt } = writing;
  const users = entry ? askedBy(entry.key, queues).map((one) => nameIn(nameOf(one), locale) || one.key) : [];
  const used = users.length ? t('usedBy', { queues: users.join(' · ') }) : t('usedNowhere');
  return (
    <form className="route-form" onSubmit={(event) => writing.save(event, onDone)} noValidate>
      {faultAt('') ? <Alert type="error" showIcon role="alert" title={faultAt('')} /> : null}
      {entry ? null : <KeyField value={writing.key} fault={writing.keyFault} onChange={writing.setKey} />}
      <Names editing={{ body, faultAt, onChange: writing.setBody, disabled: !mayChange }} />
      {entry ? <p className="quiet">{used}</p> : null}
      {mayChange ? <Actions entry={entry} remove={t('remove')} {...writing} onCancel={onDone} /> : null}
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
      <Form {...props} />
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
