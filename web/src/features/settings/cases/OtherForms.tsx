/** What makes a case urgent, and what is promised to cases. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { bodyOf, useKind } from '@/shared/config/entries';
import { PRIORITIES } from '@/shared/format/case-priority';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { Choice, Lines, put, textsOf, useNamed, type Props } from './fields';
import { arrangeWords } from './words';

const LEVELS = ['normal', 'silver', 'gold', 'vip'] as const;
const TOLD = ['owner', 'leader', 'manager'] as const;

export function UrgencyForm({ body, change }: Props) {
  const t = useTexts(arrangeWords);
  return (
    <>
      <Choice
        {...{ body, change }}
        field="priority"
        label={t('priority')}
        options={PRIORITIES.map((value) => ({ value, label: t(value) }))}
      />
      <Lines {...{ body, change }} field="words" rule={t('urgencyWordsRule')} />
      <Field label={t('levels')} rule={t('levelsRule')}>
        <Select
          mode="multiple"
          value={textsOf(body, 'levels')}
          options={LEVELS.map((value) => ({ value, label: t(value) }))}
          onChange={(levels: string[]) => change(put(body, 'levels', levels))}
        />
      </Field>
    </>
  );
}

interface Step {
  percent: number;
  to: (typeof TOLD)[number];
}
const ladderOf = (value: unknown): Step[] => (Array.isArray(value) ? (value as Step[]) : []);

/** Who is told at how many per cent of the promised time. */
function Ladder({ body, change }: Props) {
  const t = useTexts(arrangeWords);
  const ladder = ladderOf(body.ladder);
  const set = (next: Step[], about?: string): void => change(put(body, 'ladder', next), about);
  const edit = (at: number, more: Partial<Step>): void =>
    set(
      ladder.map((step, place) => (place === at ? { ...step, ...more } : step)),
      `ladder ${at}`,
    );
  const more = (): void => set([...ladder, { percent: (ladder.at(-1)?.percent ?? 50) + 25, to: 'leader' }]);
  return (
    <div className="field">
      <span>{t('ladder')}</span>
      <ol className="form-choices">
        {ladder.map((step, at) => (
          <li key={at}>
            <InputNumber
              aria-label={t('percent', { n: at + 1 })}
              min={1}
              max={1000}
              precision={0}
              suffix="%"
              value={step.percent}
              onChange={(percent) => percent && edit(at, { percent })}
            />
            <Select
              aria-label={t('to', { n: at + 1 })}
              value={step.to}
              options={TOLD.map((value) => ({ value, label: t(value) }))}
              onChange={(to) => edit(at, { to })}
            />
            <Button
              type="text"
              aria-label={t('removeStep', { n: at + 1 })}
              icon={<DeleteOutlined />}
              onClick={() => set(ladder.filter((_, place) => place !== at))}
            />
          </li>
        ))}
        <li>
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            disabled={ladder.length >= 10}
            onClick={more}
          >
            {t('addStep')}
          </Button>
        </li>
      </ol>
    </div>
  );
}

export function PromiseForm({ body, change }: Props) {
  const t = useTexts(arrangeWords);
  const named = useNamed();
  const hours = (useKind('hours').data?.items ?? []).map((entry) => ({
    value: entry.key,
    label: named(bodyOf(entry).name, entry.key),
  }));
  return (
    <>
      {(['first_minutes', 'solve_minutes'] as const).map((field) => (
        <Field key={field} label={t(field)}>
          <InputNumber
            min={1}
            max={527_040}
            precision={0}
            value={typeof body[field] === 'number' ? body[field] : null}
            onChange={(minutes) => change(put(body, field, minutes), field)}
          />
        </Field>
      ))}
      <Choice
        {...{ body, change }}
        field="hours"
        label={t('hours')}
        unset={t('roundTheClock')}
        options={hours}
      />
      <Ladder {...{ body, change }} />
    </>
  );
}
