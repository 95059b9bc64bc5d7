/** Who rings in a group, in order; where one joins after another, after how many seconds. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber } from 'antd';
import { useId } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { Fault } from '@/shared/ui/Field';
import type { FieldProps } from './LineField';
import { membersOf, type Member } from './shapes';
import { lineWords } from './words';

export function LineMembers({ body, fault, onChange }: FieldProps) {
  const t = useTexts(lineWords);
  const id = useId();
  const members = membersOf(body);
  const timed = body.order === 'by_time';
  const put = (next: Member[]): void => onChange({ ...body, members: next });
  const change = (nth: number, part: Partial<Member>): void =>
    put(members.map((member, place) => (place === nth ? { ...member, ...part } : member)));
  return (
    <div className="field line-members" role="group" aria-labelledby={id}>
      <span id={id}>{t('members')}</span>
      <ol>
        {members.map((member, nth) => (
          <li key={nth}>
            <Input
              value={member.extension}
              aria-label={t('member', { n: nth + 1 })}
              aria-invalid={fault !== ''}
              status={fault ? 'error' : ''}
              maxLength={8}
              inputMode="numeric"
              onChange={(event) => change(nth, { extension: event.target.value })}
            />
            {timed ? (
              <InputNumber
                value={member.after ?? 0}
                min={0}
                precision={0}
                suffix={t('afterShort')}
                aria-label={t('after', { n: member.extension || nth + 1 })}
                onChange={(after) => change(nth, { after: after ?? 0 })}
              />
            ) : null}
            <Button
              type="text"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('removeMember', { n: member.extension || nth + 1 })}
              onClick={() => put(members.filter((_, place) => place !== nth))}
            />
          </li>
        ))}
      </ol>
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => put([...members, { extension: '' }])}>
        {t('addMember')}
      </Button>
      <Fault text={fault} />
    </div>
  );
}
