/** A group of inputs under one name, with what is wrong with it. */
import type { ReactNode } from 'react';
import { Fault } from '@/shared/ui/Field';

interface SetProps {
  label: string;
  fault: string;
  children: ReactNode;
}

export function FieldSet({ label, fault, children }: SetProps) {
  return (
    <fieldset className="flow-set">
      <legend>{label}</legend>
      {children}
      <Fault text={fault} />
    </fieldset>
  );
}
