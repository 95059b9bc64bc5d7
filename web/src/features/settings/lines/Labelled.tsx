/** A label, what is set, what may be written there, and at it what the server said against it. */
import { Switch } from 'antd';
import { cloneElement, useId, type ReactElement } from 'react';

interface Props {
  label: string;
  fault: string;
  /** What may be written here; not said again beside a fault. */
  rule?: string;
  children: ReactElement<Record<string, unknown>>;
}

export function Labelled({ label, fault, rule = '', children }: Props) {
  const id = useId();
  const wrong = fault !== '';
  const said = fault || rule;
  return (
    <div className="line-field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, {
        id,
        'aria-invalid': wrong,
        ...(said ? { 'aria-describedby': `${id}-said` } : {}),
        ...(wrong && children.type !== Switch ? { status: 'error' } : {}),
      })}
      {said ? (
        <span
          id={`${id}-said`}
          className={wrong ? 'line-fault' : 'line-rule'}
          role={wrong ? 'alert' : undefined}
        >
          {said}
        </span>
      ) : null}
    </div>
  );
}
