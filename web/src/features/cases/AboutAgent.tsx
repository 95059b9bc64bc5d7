/** Which agent a case is about: they never see it. Asked only where the type says so. */
import { EyeInvisibleOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, texts, useTexts } from '@/shared/i18n/texts';
import { useSession } from '@/shared/session/session';
import { Field } from '@/shared/ui/Field';
import { useArrangement } from './use-cases';

const words = texts(
  { about: '投诉的坐席', rule: '本人看不到、也不能处理这张工单', unknown: '还不清楚是谁' },
  { about: 'The agent it is about', rule: 'They neither see nor work this case', unknown: 'Not known yet' },
);

interface Given {
  value: string | null;
  onChange: (agent: string | null) => void;
}

export function AboutField({ value, onChange }: Given) {
  const t = useTexts(words);
  const locale = useLocale();
  const me = useSession().agent?.id;
  const teams = useArrangement().data?.teams ?? [];
  const agents = teams.flatMap(({ members }) => members).filter(({ id }) => id !== me);
  return (
    <Field label={t('about')} rule={t('rule')}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('unknown')}
        value={value}
        options={agents.map(({ id, number, name }) => ({
          value: id,
          label: `${nameIn(name, locale)} ${number}`,
        }))}
        onChange={(agent: string | undefined) => onChange(agent ?? null)}
      />
    </Field>
  );
}

export function AboutLine({ agent }: { agent: { number: string; name: { zh: string; en: string } } }) {
  const t = useTexts(words);
  const locale = useLocale();
  return (
    <span>
      <EyeInvisibleOutlined aria-hidden /> {t('about')}{' '}
      <strong>
        {nameIn(agent.name, locale)} {agent.number}
      </strong>{' '}
      <span className="quiet">{t('rule')}</span>
    </span>
  );
}
