/** What is kept with a case: remedies and files. */
import type { CaseWhole } from '@/api/cases';
import { Attachments } from './Attachments';
import { Remedies } from './Remedies';
import './kept.css';

export function Kept({ row }: { row: CaseWhole }) {
  return (
    <>
      <Remedies row={row} />
      <Attachments row={row} />
    </>
  );
}
