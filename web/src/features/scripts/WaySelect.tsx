/** Where a step goes on; "" is the end. */
import { Select } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { editWords } from './edit-words';
import type { Way } from './step';

interface Given {
  label: string;
  to: string | undefined;
  ways: Way[];
  change: (to: string) => void;
}

export function WaySelect({ label, to, ways, change }: Given) {
  const t = useTexts(editWords);
  return (
    <label className="library-way">
      <span className="quiet">{label}</span>
      <Select<string>
        size="small"
        aria-label={label}
        value={to ?? ''}
        onChange={change}
        popupMatchSelectWidth={false}
        options={[{ value: '', label: t('end') }, ...ways]}
      />
    </label>
  );
}
