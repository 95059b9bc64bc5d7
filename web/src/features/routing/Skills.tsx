/** Skills: a key and names, and which queues ask for them. */
import { StarOutlined } from '@ant-design/icons';
import { Alert } from 'antd';
import type { ConfigEntry } from '@/api/types';
import { bodyOf, nameOf } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Actions, KeyField } from './Drafted';
import { Items, type FormProps } from './Items';
import { pageWords } from './page-words';
import { bare, partsOf, stepsOf, type Condition } from './plan';
import { Names } from './QueueForm';
import { useWriting } from './use-drafts';

function skillsIn(condition: Condition): string[] {
  const { inner } = bare(condition);
  return 'skill' in inner ? [inner.skill] : partsOf(inner).flatMap(skillsIn);
}

/** The queues whose steps ask for a skill, drafts included. */
function askedBy(skill: string, queues: ConfigEntry[]): ConfigEntry[] {
  return queues.filter((queue) => stepsOf(bodyOf(queue)).some((step) => skillsIn(step.who).includes(skill)));
}

function Form({ entry, taken, queues, mayChange, onDone = () => undefined }: FormProps) {
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
      {mayChange ? <Actions writing={writing} entry={entry} remove={t('remove')} onCancel={onDone} /> : null}
    </form>
  );
}

export function Skills({ chosen, mayChange }: { chosen: string | undefined; mayChange: boolean }) {
  const t = useTexts(pageWords);
  return (
    <Items
      kind="skill"
      chosen={chosen}
      mayChange={mayChange}
      Form={Form}
      icon={<StarOutlined />}
      words={{ add: t('addSkill'), none: t('noSkills'), noneText: t('noSkillsText') }}
    />
  );
}
