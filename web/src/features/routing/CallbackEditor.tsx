/** Whether callers may be called back instead of waiting: when it is offered, and how they are called. */
import { WarningFilled } from '@ant-design/icons';
import { InputNumber, Radio, Select, Switch } from 'antd';
import { useState } from 'react';
import { useKind, withSet } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { callbackOf, MODES, sayCallback, USUAL, withRule, type Callback } from './callback';
import { callbackWords } from './callback-words';
import type { Editing } from './fields';
import type { Known } from './names';
import { changed } from './plan';
import { queueWords } from './queue-words';
import { Span } from './Span';

const REASONS = ['after_seconds', 'estimate_seconds', 'position'] as const;
const COUNTS = ['ring_seconds', 'attempts'] as const;
const SPANS = ['pause_seconds', 'expires_seconds'] as const;
const FRESH: Callback = { mode: 'agent_first', after_seconds: 60 };

interface RuleProps {
  rule: Callback;
  known: Known;
  faultAt: Editing['faultAt'];
  disabled: boolean;
  put: (field: keyof Callback, value: unknown) => void;
}

/** One reason is enough; none is a reason too. */
function When({ rule, faultAt, disabled, put }: Omit<RuleProps, 'known'>) {
  const t = useTexts(callbackWords);
  return (
    <>
      <h4>{t('whenTitle')}</h4>
      <p className="quiet">{t('whenText')}</p>
      {REASONS.map((field) => (
        <Field key={field} label={t(field)} fault={faultAt(`callback.${field}`)}>
          <InputNumber
            value={rule[field] === undefined ? USUAL[field] : rule[field]}
            placeholder={t('notThis')}
            precision={0}
            disabled={disabled}
            onChange={(next) => put(field, next)}
          />
        </Field>
      ))}
    </>
  );
}

function Mode({ rule, disabled, put }: Pick<RuleProps, 'rule' | 'disabled' | 'put'>) {
  const t = useTexts(callbackWords);
  return (
    <Radio.Group
      className="route-strategies"
      aria-label={t('mode')}
      value={rule.mode ?? USUAL.mode}
      disabled={disabled}
      onChange={(event) => put('mode', event.target.value)}
      options={MODES.map((each) => ({
        value: each,
        label: (
          <>
            <strong>{t(each)}</strong> <span className="quiet">{t(`${each}Text`)}</span>
          </>
        ),
      }))}
    />
  );
}

function How({ rule, known, faultAt, disabled, put }: RuleProps) {
  const t = useTexts(callbackWords);
  /** What may be written there says it better than the server, which counts in seconds. */
  const at = (field: (typeof COUNTS)[number] | (typeof SPANS)[number]) =>
    faultAt(`callback.${field}`) ? { fault: t(`${field}Rule`) } : { rule: t(`${field}Rule`) };
  return (
    <>
      <h4>{t('howTitle')}</h4>
      <Mode rule={rule} disabled={disabled} put={put} />
      {COUNTS.map((field) => (
        <Field key={field} label={t(field)} {...at(field)}>
          <InputNumber
            value={rule[field] ?? null}
            placeholder={t('usual', { value: USUAL[field] })}
            precision={0}
            disabled={disabled}
            onChange={(next) => put(field, next)}
          />
        </Field>
      ))}
      {SPANS.map((field) => (
        <Field key={field} label={t(field)} {...at(field)}>
          <Span
            label={t(field)}
            value={rule[field] ?? null}
            usual={USUAL[field]}
            disabled={disabled}
            onChange={(next) => put(field, next)}
          />
        </Field>
      ))}
      <Field label={t('hours')} fault={faultAt('callback.hours')}>
        <Select
          value={rule.hours ?? null}
          allowClear
          placeholder={t('asQueue')}
          options={withSet(known.hours, rule.hours ?? null)}
          disabled={disabled}
          onChange={(next: string | undefined) => put('hours', next)}
        />
      </Field>
    </>
  );
}

function Said({ editing, known }: { editing: Editing; known: Known }) {
  const t = useTexts(callbackWords);
  return (
    <div className="route-sequence">
      <h4>{t('planNow')}</h4>
      <ul>
        {sayCallback(editing.body, t, known.names).map((line, nth) => (
          <li key={nth}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** Nobody is called back while no trunk leads out: callers are not offered what cannot be kept. */
function NoWayOut() {
  const t = useTexts(callbackWords);
  const trunks = useKind('trunk').data?.items;
  if (!trunks || trunks.some(({ value }) => value?.uri)) return null;
  return (
    <p className="route-warning" role="status">
      <WarningFilled aria-hidden /> {t('noWayOut')}
    </p>
  );
}

export function CallbackEditor({ editing, known }: { editing: Editing; known: Known }) {
  const t = useTexts(callbackWords);
  const of = useTexts(queueWords);
  const { body, faultAt, onChange, disabled } = editing;
  const rule = callbackOf(body);
  const [before, setBefore] = useState(FRESH);
  const turn = (on: boolean): void => {
    if (rule) setBefore(rule);
    onChange(changed(body, 'callback', on ? before : null));
  };
  const put: RuleProps['put'] = (field, value) =>
    onChange(changed(body, 'callback', withRule(rule ?? FRESH, field, value)));
  return (
    <>
      <Field label={t('offer')} fault={faultAt('callback')}>
        <Switch
          checked={rule !== null}
          checkedChildren={of('on')}
          unCheckedChildren={of('off')}
          disabled={disabled}
          onChange={turn}
        />
      </Field>
      {rule ? (
        <>
          <NoWayOut />
          <When rule={rule} faultAt={faultAt} disabled={disabled} put={put} />
          <How rule={rule} known={known} faultAt={faultAt} disabled={disabled} put={put} />
          <Said editing={editing} known={known} />
        </>
      ) : null}
    </>
  );
}
