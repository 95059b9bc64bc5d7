/** The chosen calls back are given to somebody. */
import { App, Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { useOwners } from '../use-whom';
import { useGive } from './use-callbacks';
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
  const [to, setTo] = useState<string>();
  const give = useGive((many, given) => {
    const who = owners.find(({ value }) => value === given)?.label ?? '';
    choose([]);
    void message.info(many ? t('given', { n: many, who }) : t('givenNone'));
  });
  return (
    <form
      className="callbacks-give"
      onSubmit={(event) => {
        event.preventDefault();
        if (to && chosen.length) give.mutate({ ids: chosen, to });
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
