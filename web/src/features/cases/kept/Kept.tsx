/** What is kept with a case: remedies, what its customer was told, and files. */
import type { CaseWhole } from '@/api/cases';
import { Attachments } from './Attachments';
import { Remedies } from './Remedies';
import { Tellings } from './Tellings';
import './kept.css';

export function Kept({ row }: { row: CaseWhole }) {
  return (
    <>
      <Remedies row={row} />
      <Tellings row={row} />
      <Attachments row={row} />
    </>
  );
}
