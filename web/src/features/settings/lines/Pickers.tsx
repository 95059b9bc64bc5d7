/** Fields in which one of what is configured is chosen: where a number leads, its hours, an urgent target. */
import { Select } from 'antd';
import { useState } from 'react';
import { useBoard } from '@/shared/board/board-store';
import { nameOf, useKind, withSet, type Body, type Choice } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import type { FieldProps } from './LineField';
import { changed, leading, leadsOf } from './shapes';
import { lineWords } from './words';

/** Those of a kind, with their drafts; `as`: what the key is led by in the value. */
function useChoices(kind: string, as = ''): Choice[] {
  const locale = useLocale();
  const asked = useKind(kind);
  return (asked.data?.items ?? []).map((entry) => {
    const name = nameIn(nameOf(entry), locale);
    return { value: as + entry.key, label: name ? `${name} ${entry.key}` : entry.key };
  });
}

interface PickProps extends FieldProps {
  kind: 'hours' | 'flow' | 'queue';
  unset: string;
}

function Pick({ kind, unset, shape: { field }, body, fault, onChange }: PickProps) {
  const t = useTexts(lineWords);
  const set = typeof body[field] === 'string' ? body[field] : null;
  return (
    <Field label={t(field)} fault={fault}>
      <Select
        value={set}
        allowClear
        placeholder={unset}
        options={withSet(useChoices(kind), set)}
        onChange={(next) => onChange(changed(body, field, next))}
      />
    </Field>
  );
}

export function HoursField(props: FieldProps) {
  const t = useTexts(lineWords);
  const unset = props.shape.field === 'operator_hours' ? t('neverByCalendar') : t('alwaysOpen');
  return <Pick kind="hours" unset={unset} {...props} />;
}

export function QueueField(props: FieldProps) {
  const t = useTexts(lineWords);
  return <Pick kind="queue" unset={t('noOperatorQueue')} {...props} />;
}

export function FlowField(props: FieldProps) {
  const t = useTexts(lineWords);
  return <Pick kind="flow" unset={t('saysClosed')} {...props} />;
}

const group = (label: string, options: Choice[]) => (options.length ? [{ label, options }] : []);

export function LeadsField({ body, fault, onChange }: FieldProps) {
  const t = useTexts(lineWords);
  const led = leadsOf(body);
  const set = led ? `${led.way}:${led.to}` : null;
  const flows = useChoices('flow', 'flow:');
  const queues = useChoices('queue', 'queue:');
  const extensions = useChoices('extension', 'extension:');
  const groups = useChoices('ring_group', 'extension:');
  const rooms = useChoices('conference', 'extension:');
  const known = [...flows, ...queues, ...extensions, ...groups, ...rooms].map(({ value }) => value);
  const gone = led && set && !known.includes(set) ? [{ value: set, label: led.to }] : [];
  const put = (next: string): Body => {
    const cut = next.indexOf(':');
    return leading(body, next.slice(0, cut), next.slice(cut + 1));
  };
  return (
    <Field label={t('leads')} fault={fault}>
      <Select
        value={set}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('leadsChoose')}
        options={[
          ...group(t('ofQueue'), queues),
          ...group(t('ofFlow'), flows),
          ...group(t('ofExtension'), extensions),
          ...group(t('ofRingGroup'), groups),
          ...group(t('ofConference'), rooms),
          ...group(t('ofNothing'), gone),
        ]}
        onChange={(next: string) => onChange(put(next))}
      />
    </Field>
  );
}

interface Target {
  kind: string;
  id: string;
}
const targetOf = (body: Body): Target | null => (body.urgent_transfer as Target | undefined) ?? null;

function chosen(value: string | undefined): Target | null {
  if (!value) return null;
  const cut = value.indexOf(':');
  return { kind: value.slice(0, cut), id: value.slice(cut + 1) };
}

/** The outside number that is set, and the one that is being typed. */
function outsideOf(target: Target | null, digits: string): string[] {
  const set = target?.kind === 'number' ? [target.id] : [];
  return /^\+?\d{5,20}$/.test(digits) && !set.includes(digits) ? [...set, digits] : set;
}

/** Whom an urgent call goes to: somebody of the house, or any number that is typed. */
export function TargetField({ body, fault, onChange }: FieldProps) {
  const t = useTexts(lineWords);
  const locale = useLocale();
  const [typed, setTyped] = useState('');
  const target = targetOf(body);
  const set = target ? `${target.kind}:${target.id}` : null;
  const queues = useChoices('queue', 'queue:');
  const extensions = useChoices('extension', 'extension:');
  const board = useBoard();
  const agents = Object.entries(board?.agents ?? {}).map(([id, one]) => ({
    value: `agent:${id}`,
    label: `${nameIn(one.name, locale)} ${one.extension}`,
  }));
  const known = [...queues, ...extensions, ...agents].map(({ value }) => value);
  const digits = typed.replace(/[\s()-]/g, '');
  const numbers = outsideOf(target, digits).map((id) => ({
    value: `number:${id}`,
    label: t('outsideNumber', { number: id }),
  }));
  const gone =
    target && set && target.kind !== 'number' && !known.includes(set)
      ? [{ value: set, label: board ? target.id : '…' }]
      : [];
  const put = (next: string | undefined): void => onChange(changed(body, 'urgent_transfer', chosen(next)));
  return (
    <Field label={t('urgent_transfer')} fault={fault} rule={t('urgentRule')}>
      <Select
        value={set}
        allowClear
        showSearch={{ optionFilterProp: 'label', onSearch: setTyped }}
        placeholder={t('urgentNobody')}
        options={[
          ...group(t('ofQueue'), queues),
          ...group(t('ofPeople'), agents),
          ...group(t('ofExtension'), extensions),
          ...group(t('ofOutside'), numbers),
          ...group(t('ofNothing'), gone),
        ]}
        onChange={put}
      />
    </Field>
  );
}
