/** What is kept with a case: its files. */
import type { CaseWhole } from '@/api/cases';
import { Attachments } from './Attachments';
import './kept.css';

export function Kept({ row }: { row: CaseWhole }) {
  return <Attachments row={row} />;
}
