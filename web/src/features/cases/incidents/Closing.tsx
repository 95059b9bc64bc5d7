/** What becomes of the major incident whose master is closed: asked before it is, and never left open. */
import { Checkbox, Input, Radio, Select } from 'antd';
import type { CaseStepping } from '@/api/cases';
import type { IncidentGoal } from '@/api/incidents';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Field } from '@/shared/ui/Field';
import { flatten, useArrangement } from '../use-cases';
import { GOALS } from './goals';
import { incidentWords } from './words';
import './incidents.css';

type Said = NonNullable<CaseStepping['incident']>;
const WAYS = ['end', 'solve', 'goOn'] as const;
type Way = (typeof WAYS)[number];

const BEGIN: Record<Way, (said: Said) => Said> = {
  end: ({ result }) => ({ ends: true, result, to: null, cause: null, tell: false }),
  solve: ({ result }) => ({ ends: true, result, to: 'closed', cause: null, tell: true }),
  goOn: () => ({ ends: false, result: '', to: null, cause: null, tell: false }),
};
const NOTHING: Said = { ends: false, result: '', to: null, cause: null, tell: false };

const wayOf = (said: Said): Way => (!said.ends ? 'goOn' : said.to ? 'solve' : 'end');

function Together({ said, set }: { said: Said; set: (next: Said) => void }) {
  const t = useTexts(incidentWords);
  const locale = useLocale();
  const causes = flatten(useArrangement().data?.causes ?? [], locale);
  return (
    <>
      <Field label={t('to')}>
        <Select
          value={said.to ?? 'closed'}
          options={GOALS.map((value) => ({ value, label: t(`to_${value}`) }))}
          onChange={(to: IncidentGoal) => set({ ...said, to })}
        />
      </Field>
      {said.to === 'recorded' || said.to === 'closed' ? (
        <Field label={t('cause')}>
          <Select
            allowClear
            placeholder={t('masterCause')}
            value={said.cause ?? null}
            options={causes.filter((one) => one.leaf)}
            onChange={(cause: string | undefined) => set({ ...said, cause: cause ?? null })}
          />
        </Field>
      ) : null}
      <Checkbox
        checked={said.tell ?? false}
        onChange={({ target }) => set({ ...said, tell: target.checked })}
      >
        {t('tell')}
      </Checkbox>
    </>
  );
}

interface Props {
  said: { incident?: Said | null };
  say: (more: { incident: Said }) => void;
}

export function ClosingIncident({ said: { incident }, say }: Props) {
  const t = useTexts(incidentWords);
  const leads = may(useSession(), 'cases.assign');
  const set = (next: Said): void => say({ incident: next });
  return (
    <fieldset className="incident-form incident-closing">
      <legend>{t('closingAsks')}</legend>
      <Radio.Group
        value={incident ? wayOf(incident) : null}
        onChange={({ target }) => set(BEGIN[target.value as Way](incident ?? NOTHING))}
      >
        {WAYS.map((way) => (
          <Radio key={way} value={way} disabled={!leads && way !== 'goOn'}>
            {t(`closing_${way}`)}
          </Radio>
        ))}
      </Radio.Group>
      {leads ? null : <p className="quiet">{t('closingLeaders')}</p>}
      {incident?.ends ? (
        <Field label={t('result')}>
          <Input.TextArea
            autoSize={{ minRows: 2 }}
            maxLength={4000}
            value={incident.result}
            onChange={(event) => set({ ...incident, result: event.target.value })}
          />
        </Field>
      ) : null}
      {incident?.to ? <Together said={incident} set={set} /> : null}
    </fieldset>
  );
}
