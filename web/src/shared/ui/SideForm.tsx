/** A panel at the side that is one form. */
import type { ReactNode } from 'react';
import { SidePanel } from './SidePanel';

interface Props {
  title: string;
  className: string;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function SideForm({ title, className, onSubmit, onClose, children }: Props) {
  return (
    <SidePanel title={title} width={400} onClose={onClose}>
      <form
        className={className}
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
      </form>
    </SidePanel>
  );
}
