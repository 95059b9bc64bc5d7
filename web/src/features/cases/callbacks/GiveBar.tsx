/** The chosen calls back are given to somebody. */
import { App, Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { useOwners } from '../use-whom';
import { useCallbackActs } from './use-callbacks';
import { callbackListWords } from './words';

interface BarProps {
  /** Those listed that can be given, and of these the chosen ones. */
  listed: string[];
  chosen: string[];
  choose: (ids: string[]) => void;
}

export function GiveBar({ listed, chosen, choose }: BarProps) {
  const t = useTexts(callbackListWords);
  const owners = useOwners();
  const { message } = App.useApp();
  const { give } = useCallbackActs();
  const [to, setTo] = useState<string>();
  const run = (): void => {
    if (!to || !chosen.length) return;
    const who = owners.find(({ value }) => value === to)?.label ?? '';
    const onSuccess = ({ ids }: { ids: string[] }): void => {
      choose([]);
      void message.info(ids.length ? t('given', { n: ids.length, who }) : t('givenNone'));
    };
    give.mutate({ ids: chosen, to }, { onSuccess });
  };
  return (
    <form
      className="callbacks-give"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <Checkbox
        checked={chosen.length > 0 && chosen.length === listed.length}
        indeterminate={chosen.length > 0 && chosen.length < listed.length}
        onChange={(event) => choose(event.target.checked ? listed : [])}
      >
        {chosen.length ? t('chosen', { n: chosen.length }) : t('chooseAll', { n: listed.length })}
      </Checkbox>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('to')}
        placeholder={t('to')}
        value={to ?? null}
        options={owners}
        onChange={setTo}
        disabled={!chosen.length}
      />
      <Button type="primary" htmlType="submit" disabled={!to || !chosen.length} loading={give.isPending}>
        {t('give')}
      </Button>
    </form>
  );
}
