/** What would happen to a caller now: somebody is thought of, the live process answers, nothing happens. */
import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, InputNumber, Select, Switch } from 'antd';
import { useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { tryQueue, type TrialAsked } from '@/api/routing';
import type { ConfigEntry } from '@/api/types';
import { nameOf, useKind } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty } from '@/shared/ui/Empty';
import { Refused } from '@/shared/ui/Refused';
import { Field } from '@/shared/ui/Field';
import { useKnown, type Known } from './names';
import { nowWords } from './now-words';
import { TOP_LEVEL } from './plan';
import { reachedFrom } from './reach';
import { Verdict } from './Verdict';

const LEVELS = Array.from({ length: TOP_LEVEL }, (_, nth) => ({ value: nth + 1, label: String(nth + 1) }));

interface NeedsProps {
  needs: Record<string, number>;
  known: Known;
  onChange: (needs: Record<string, number>) => void;
}

function Needs({ needs, known, onChange }: NeedsProps) {
  const t = useTexts(nowWords);
  const chosen = Object.keys(needs);
  return (
    <>
      <Field label={t('needs')}>
        <Select
          mode="multiple"
          value={chosen}
          options={known.skills}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(skills: string[]) =>
            onChange(Object.fromEntries(skills.map((skill) => [skill, needs[skill] ?? 1])))
          }
        />
      </Field>
      {chosen.map((skill) => (
        <Field key={skill} label={t('skillLevel', { skill: known.names.skill(skill) })}>
          <Select
            value={needs[skill] ?? 1}
            options={LEVELS}
            onChange={(level: number) => onChange({ ...needs, [skill]: level })}
          />
        </Field>
      ))}
    </>
  );
}

/** The number that is dialled narrows the queues to those that it can lead to. */
function useNumber(): { numbers: ConfigEntry[]; reached: (number: string | null) => string[] | null } {
  const numbers = useKind('number').data?.items ?? [];
  const flows = useKind('flow').data?.items ?? [];
  return { numbers, reached: (number) => reachedFrom(number, numbers, flows) };
}

export function Try() {
  const t = useTexts(nowWords);
  const locale = useLocale();
  const [asked] = useSearchParams();
  const known = useKnown();
  const { numbers, reached } = useNumber();
  const [number, setNumber] = useState<string | null>(null);
  const [who, setWho] = useState<TrialAsked>({
    queue: asked.get('queue') ?? '',
    priority: 5,
    vip: false,
    needs: {},
    preferred: null,
    draft: asked.get('draft') === '1',
  });
  const trying = useMutation({ mutationFn: tryQueue });
  const ways = reached(number);
  const queues = ways ? known.queues.filter(({ value }) => ways.includes(value)) : known.queues;
  const change = (part: Partial<TrialAsked>): void => setWho({ ...who, ...part });
  const dial = (next: string | undefined): void => {
    setNumber(next ?? null);
    const led = next ? reached(next) : null;
    if (led && !led.includes(who.queue)) change({ queue: led[0] ?? '' });
  };
  const run = (event: FormEvent): void => {
    event.preventDefault();
    trying.mutate(who);
  };
  return (
    <div className="route-both is-try">
      <form className="panel route-form" onSubmit={run}>
        <p className="quiet">{t('tryText')}</p>
        <Field label={t('number')}>
          <Select
            value={number}
            allowClear
            placeholder={t('anyNumber')}
            options={numbers.map((entry) => ({
              value: entry.key,
              label: `${entry.key} ${nameIn(nameOf(entry), locale)}`,
            }))}
            onChange={dial}
          />
        </Field>
        <Field label={t('queue')}>
          <Select
            value={who.queue || null}
            showSearch={{ optionFilterProp: 'label' }}
            options={queues}
            onChange={(queue: string) => change({ queue })}
          />
        </Field>
        <Field label={t('priority')}>
          <InputNumber
            value={who.priority}
            min={1}
            max={10}
            precision={0}
            onChange={(priority) => change({ priority: priority ?? 5 })}
          />
        </Field>
        <Field label={t('vip')}>
          <Switch checked={who.vip} onChange={(vip) => change({ vip })} />
        </Field>
        <Needs needs={who.needs} known={known} onChange={(needs) => change({ needs })} />
        <Field label={t('preferred')}>
          <Select
            value={who.preferred}
            allowClear
            placeholder={t('nobody')}
            showSearch={{ optionFilterProp: 'label' }}
            options={known.agents}
            onChange={(agent: string | undefined) => change({ preferred: agent ?? null })}
          />
        </Field>
        <Checkbox checked={who.draft} onChange={(event) => change({ draft: event.target.checked })}>
          {t('draft')}
        </Checkbox>
        {who.draft ? <p className="quiet">{t('draftText')}</p> : null}
        <div>
          <Button type="primary" htmlType="submit" disabled={!who.queue} loading={trying.isPending}>
            {t('run')}
          </Button>
        </div>
      </form>
      <section className="panel route-detail" aria-live="polite">
        <Refused failure={trying.error} />
        {trying.data ? <Verdict trial={trying.data} known={known} /> : null}
        {!trying.data && !trying.error ? <Empty title={t('notTried')}>{t('notTriedText')}</Empty> : null}
      </section>
    </div>
  );
}
