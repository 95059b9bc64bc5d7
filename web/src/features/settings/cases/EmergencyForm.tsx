/** Where emergencies go: of which type the case is, which team is told, to which queue a call is passed on. */
import { useWords } from './all-words';
import { Choice, useChoices, useTypeChoices, type Props } from './fields';

export function EmergencyForm({ body, change }: Props) {
  const word = useWords();
  const types = useTypeChoices(true);
  const teams = useChoices('team');
  const queues = useChoices('queue');
  const given = { body, change };
  return (
    <>
      <Choice
        {...given}
        field="type"
        label={word('case_emergency_type')}
        rule={word('case_emergency_typeRule')}
        options={types}
      />
      <Choice
        {...given}
        field="team"
        label={word('case_emergency_team')}
        rule={word('case_emergency_teamRule')}
        options={teams}
      />
      <Choice
        {...given}
        field="queue"
        label={word('case_emergency_queue')}
        rule={word('case_emergency_queueRule')}
        unset={word('noQueue')}
        options={queues}
      />
    </>
  );
}
