/** Adds something to what is said: found by its words in either language. */
import { PlusOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import type { Prompt } from '@/api/flows';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { editWords } from '../edit-words';
import { usePrompts } from './use-prompts';

const VALUE = '{}';

interface Option {
  value: string;
  label: string;
  /** All that it is found by. */
  sought: string;
}

export function PromptPicker({ label, onPick }: { label: string; onPick: (said: unknown) => void }) {
  const e = useTexts(editWords);
  const locale = useLocale();
  const { prompts, pending } = usePrompts();
  const optionOf = ({ name, says }: Prompt): Option => ({
    value: name,
    label: says[locale] || says['zh-CN'] || name,
    sought: [name, ...Object.values(says)].join(' ').toLowerCase(),
  });
  const own = prompts.filter(({ name }) => name.startsWith('own/')).map(optionOf);
  const shipped = prompts.filter(({ name }) => !name.startsWith('own/')).map(optionOf);
  const plain = (value: string, word: string): Option => ({ value, label: word, sought: word.toLowerCase() });
  const others = [plain(VALUE, e('value')), plain('silence:500', e('silence')), plain('music', e('music'))];
  const groups = [
    { label: e('own'), options: own },
    { label: e('shipped'), options: shipped },
    { label: e('value'), options: others },
  ].filter(({ options }) => options.length);
  return (
    <Select
      value={null}
      className="flow-add"
      aria-label={label}
      placeholder={e('addPrompt')}
      loading={pending}
      suffixIcon={pending ? undefined : <PlusOutlined aria-hidden />}
      showSearch={{
        filterOption: (typed, option) =>
          (option as unknown as Partial<Option> | undefined)?.sought?.includes(typed.trim().toLowerCase()) ??
          false,
      }}
      popupMatchSelectWidth={360}
      options={groups}
      onChange={(value: string | null) => {
        if (value !== null) onPick(value === VALUE ? { value: '', as: 'digits' } : value);
      }}
    />
  );
}
