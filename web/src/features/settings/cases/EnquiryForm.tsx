/** Which calls open an enquiry by themselves: those that come out of a flow, of anyone or of who calls from abroad. */
import { useWords } from './all-words';
import { Choice, useChoices, type Props } from './fields';

export function EnquiryForm({ body, change }: Props) {
  const word = useWords();
  const flows = useChoices('flow');
  const given = { body, change };
  return (
    <>
      <Choice
        {...given}
        field="flow"
        label={word('enquiry_rule_flow')}
        rule={word('enquiry_rule_flowRule')}
        options={flows}
      />
      <Choice
        {...given}
        field="who"
        label={word('enquiry_rule_who')}
        unset={word('enquiry_anyone')}
        options={[{ value: 'abroad', label: word('enquiry_abroad') }]}
      />
    </>
  );
}
