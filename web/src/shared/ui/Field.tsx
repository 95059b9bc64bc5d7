/** A label, what is set, what may be written there, and at it what the server said against it. */
import { Switch } from 'antd';
import { cloneElement, useId, type ReactElement } from 'react';

interface Props {
  label: string;
  /** What the server said against it; '' nothing. */
  fault?: string;
  /** What may be written here; not said again beside a fault. */
  rule?: string;
  children: ReactElement<Record<string, unknown>>;
}

export function Field({ label, fault = '', rule = '', children }: Props) {
  const id = useId();
  const wrong = fault !== '';
  const said = fault || rule;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, {
        id,
        'aria-invalid': wrong,
        ...(said ? { 'aria-describedby': `${id}-said` } : {}),
        ...(wrong && children.type !== Switch ? { status: 'error' } : {}),
      })}
      {said ? (
        <span id={`${id}-said`} className={wrong ? 'fault' : 'quiet'} role={wrong ? 'alert' : undefined}>
          {said}
        </span>
      ) : null}
    </div>
  );
}

/** What the server said against something that is more than one field; nothing when that is ''. */
export function Fault({ text }: { text: string }) {
  if (!text) return null;
  return (
    <p className="fault" role="alert">
      {text}
    </p>
  );
}
