/** A new flow: its key, its names, and what it begins with. */
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Body } from '@/shared/config/entries';
import { useItemDraft } from '@/shared/config/use-item-draft';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { SideForm } from '@/shared/ui/SideForm';
import type { Graph } from './graph';
import { pageWords } from './page-words';
import { useAgain } from './use-flow';

/** What a new flow begins with: sound, so that it can be saved. */
const FIRST = {
  menu: {
    start: 'greet',
    nodes: {
      greet: { do: 'play', say: ['greeting.support'], interruptible: true, next: 'menu' },
      menu: {
        do: 'menu',
        say: ['menu.support'],
        choices: { '*': 'menu' },
        invalid: ['menu.invalid'],
        silent: ['menu.silence'],
        otherwise: 'bye',
      },
      bye: { do: 'hang_up', say: ['goodbye'] },
    },
  },
  empty: { start: 'bye', nodes: { bye: { do: 'hang_up', say: ['goodbye'] } } },
} satisfies Record<string, Graph>;

export function NewFlow({ taken, onClose }: { taken: string[]; onClose: () => void }) {
  const t = useTexts(pageWords);
  const go = useNavigate();
  const [key, setKey] = useState('');
  const [name, setName] = useState({ zh: '', en: '' });
  const [first, setFirst] = useState<keyof typeof FIRST>('menu');
  const { act, pending, failure } = useItemDraft('flow', null, { again: useAgain() });
  const twice = taken.includes(key);
  const create = (): void => {
    const named = Object.fromEntries(Object.entries(name).filter(([, one]) => one.trim()));
    const value: Body = { graph: FIRST[first], ...(Object.keys(named).length ? { name: named } : {}) };
    act({ key, value }, () => void go(`/flows/edit/${key}`));
  };
  return (
    <SideForm title={t('add')} className="flow-form flow-new" onSubmit={create} onClose={onClose}>
      <Field label={t('zh')}>
        <Input
          autoFocus
          value={name.zh}
          lang="zh"
          maxLength={80}
          onChange={(event) => setName({ ...name, zh: event.target.value })}
        />
      </Field>
      <Field label={t('en')}>
        <Input
          value={name.en}
          lang="en"
          maxLength={80}
          onChange={(event) => setName({ ...name, en: event.target.value })}
        />
      </Field>
      <Field label={t('key')} rule={t('keyRule')} fault={twice ? t('taken') : ''}>
        <Input
          value={key}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => setKey(event.target.value.toLowerCase().replace(/[^a-z0-9-]/g, '-'))}
        />
      </Field>
      <Radio.Group
        className="flow-first"
        aria-label={t('first')}
        value={first}
        onChange={(event) => setFirst(event.target.value as keyof typeof FIRST)}
        options={(['menu', 'empty'] as const).map((value) => ({
          value,
          label: (
            <>
              {t(`first_${value}`)} <span className="quiet">{t(`first_${value}Text`)}</span>
            </>
          ),
        }))}
      />
      <Refused failure={failure} />
      <div className="flow-doing">
        <Button type="primary" htmlType="submit" disabled={!key || twice} loading={pending}>
          {t('create')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </SideForm>
  );
}
