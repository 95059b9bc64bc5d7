/** The tree of wrap-up types as rows of choices: a click a level, no menus to open. */
import type { WrapUpType } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn } from '@/shared/i18n/texts';
import { typePath } from '@/shared/ui/names';

interface PickerProps {
  types: WrapUpType[];
  value: string;
  label: string;
  onChange: (type: string) => void;
}

export function TypePicker({ types, value, label, onChange }: PickerProps) {
  const path = typePath(types, value);
  const levels = [types, ...path.map((type) => type.children)].filter((level) => level.length);
  return (
    <div role="group" aria-label={label} className="choices-levels">
      {levels.map((level, depth) => (
        <Choices
          key={depth}
          label={label}
          options={level}
          value={path[depth]?.id ?? ''}
          onChange={onChange}
        />
      ))}
    </div>
  );
}

interface ChoicesProps {
  label: string;
  options: { id: string; name: { zh: string; en: string } }[];
  value: string;
  onChange: (id: string) => void;
}

/** One row of choices, one of which is on. */
export function Choices({ label, options, value, onChange }: ChoicesProps) {
  const locale = useLocale();
  return (
    <div role="radiogroup" aria-label={label} className="choices">
      {options.map((option) => (
        <button
          key={option.id}
          type="button"
          role="radio"
          aria-checked={option.id === value}
          className="choice"
          onClick={() => onChange(option.id)}
        >
          {nameIn(option.name, locale)}
        </button>
      ))}
    </div>
  );
}
