/** What is kept with a case: remedies, what its customer was told, and files. */
import { lazy, Suspense } from 'react';
import type { CaseWhole } from '@/api/cases';
import { Attachments } from './Attachments';
import { Remedies } from './Remedies';
import { Tellings } from './Tellings';
import './kept.css';

const CaseImprovements = lazy(() => import('../improve/CaseImprovements'));

export function Kept({ row }: { row: CaseWhole }) {
  return (
    <>
      <Remedies row={row} />
      <Tellings row={row} />
      <Attachments row={row} />
      <Suspense fallback={null}>
        <CaseImprovements row={row} />
      </Suspense>
    </>
  );
}
