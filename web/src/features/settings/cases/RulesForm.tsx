/** How surely it must be known who calls, how that is asked, and when a record is old. */
import { useWords } from './all-words';
import { Choice, Many, useChoices, Whole, type Props } from './fields';

const LEVELS = ['none', 'number', 'answers', 'code'] as const;
const PARTS = ['company', 'mails', 'numbers'] as const;

export function RulesForm({ body, change }: Props) {
  const word = useWords();
  const own = useChoices('customer_field');
  const asked = [
    ...PARTS.map((value) => ({ value: value as string, label: word(`ask_${value}`) })),
    ...own.map(({ value, label }) => ({ value: `fields.${value}`, label })),
  ];
  const given = { body, change };
  return (
    <>
      <Choice
        {...given}
        field="needs"
        label={word('needs')}
        rule={word('needsRule')}
        options={LEVELS.map((value) => ({ value, label: word(`needs_${value}`) }))}
      />
      <Whole {...given} field="questions" least={1} most={5} usual={2} />
      <Many {...given} field="ask" options={asked} />
      <Whole {...given} field="tries" least={1} most={10} usual={3} />
      <Whole {...given} field="code_minutes" least={1} most={60} usual={5} />
      <Whole {...given} field="old_days" least={1} most={3650} usual={365} />
    </>
  );
}
