/** Plans of speech: who hears and speaks, in which order, what may leave the house; how it does, and trying it. */
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { speechState } from '@/api/speech';
import { nameOf, useKind } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Failed } from '@/shared/ui/Empty';
import { Doing, Installed } from './Doing';
import { PlanForm } from './PlanForm';
import { KIND, SpeechBar } from './SpeechBar';
import './speech.css';
import { speechWords } from './words';

const DEFAULT = 'default';
const KEY = /^[0-9A-Za-z_][0-9A-Za-z_.-]{0,63}$/;

/** Another plan, under a key of its own. */
function AddPlan({ taken, onAdd }: { taken: string[]; onAdd: (key: string) => void }) {
  const t = useTexts(speechWords);
  const [key, setKey] = useState('');
  const free = KEY.test(key) && !taken.includes(key);
  const add = (): void => {
    if (!free) return;
    onAdd(key);
    setKey('');
  };
  return (
    <>
      <Input
        className="speech-key"
        aria-label={t('planKey')}
        placeholder={t('planKey')}
        value={key}
        maxLength={64}
        onChange={(event) => setKey(event.target.value)}
        onPressEnter={add}
      />
      <Button icon={<PlusOutlined aria-hidden />} disabled={!free} onClick={add}>
        {t('addPlan')}
      </Button>
    </>
  );
}

export function SpeechSettings({ mayChange }: { mayChange: boolean }) {
  const t = useTexts(speechWords);
  const locale = useLocale();
  const asked = useKind(KIND);
  const state = useQuery({ queryKey: ['speech'], queryFn: speechState, refetchInterval: 10_000 });
  const [chosen, setChosen] = useState(DEFAULT);
  if (asked.isPending) return <Skeleton active paragraph={{ rows: 6 }} className="settings-wait" />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const { items } = asked.data;
  const keys = [...new Set([DEFAULT, ...items.map(({ key }) => key), chosen])];
  const entry = items.find(({ key }) => key === chosen) ?? null;
  const called = (key: string): string => {
    const one = items.find((each) => each.key === key);
    const name = (one && nameIn(nameOf(one), locale)) || (key === DEFAULT ? t('defaultPlan') : key);
    return name === key ? key : `${name} (${key})`;
  };
  return (
    <div className="speech">
      <div className="panel-head">
        <h2>{t('title')}</h2>
      </div>
      <p className="quiet speech-intro">{t('intro')}</p>
      {mayChange ? <SpeechBar /> : null}
      <div className="speech-plans">
        <Select
          aria-label={t('plan')}
          value={chosen}
          options={keys.map((value) => ({ value, label: called(value) }))}
          onChange={setChosen}
        />
        {mayChange ? <AddPlan taken={keys} onAdd={setChosen} /> : null}
      </div>
      <PlanForm key={chosen} planKey={chosen} entry={entry} state={state.data} mayChange={mayChange} />
      {state.data ? (
        <>
          <Doing state={state.data} plan={chosen} />
          <Installed state={state.data} />
        </>
      ) : null}
      {state.isError ? <Failed failure={state.error} again={() => void state.refetch()} /> : null}
    </div>
  );
}
