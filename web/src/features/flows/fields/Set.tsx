/** A group of inputs under one name, with what is wrong with it; and rows that can be taken away. */
import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { Fault } from '@/shared/ui/Field';
import { editWords } from '../edit-words';

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

/** Takes a row away. `what`: how it is called for those who hear it. */
export function TakeAway({
  what,
  disabled,
  onClick,
}: {
  what: string;
  disabled: boolean;
  onClick: () => void;
}) {
  const e = useTexts(editWords);
  return (
    <Button
      type="text"
      icon={<CloseOutlined aria-hidden />}
      aria-label={e('removeOf', { what })}
      title={e('remove')}
      disabled={disabled}
      onClick={onClick}
    />
  );
}
