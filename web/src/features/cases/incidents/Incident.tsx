/** A case as the master of a major incident: what agents say, figures, its plan, what belongs to it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import type { CaseWhole } from '@/api/cases';
import {
  announceIncident,
  getIncident,
  seeToIncidentStep,
  type Incident as IncidentLine,
  type IncidentStep,
  type IncidentWhole,
} from '@/api/incidents';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { Figures } from './Figures';
import { IncidentForm } from './IncidentForm';
import { Members } from './Members';
import { EndForm, SolveForm, Solving } from './Solve';
import { incidentWords } from './words';
import './incidents.css';

const EVERY = 10_000;

interface Part {
  id: string;
  whole: IncidentWhole;
  fresh: (after: IncidentWhole) => void;
}

function Step({ id, step, fresh, works }: Part & { step: IncidentStep; works: boolean }) {
  const t = useTexts(incidentWords);
  const locale = useLocale();
  const sayRefusal = useSayRefusal();
  const saying = useMutation({
    mutationFn: (said: { done?: boolean; mine?: boolean }) =>
      seeToIncidentStep(id, step.id, { done: said.done ?? null, mine: said.mine ?? null }),
    onSuccess: fresh,
    onError: sayRefusal,
  });
  const who = nameIn(step.done_by ?? step.owner, locale) || nameIn(step.team_name, locale);
  return (
    <li>
      <Checkbox
        checked={step.done_at !== null}
        disabled={!works}
        onChange={(event) => saying.mutate({ done: event.target.checked })}
      >
        <span className={step.done_at ? 'case-done' : ''}>{nameIn(step.name, locale)}</span>{' '}
        <span className="quiet">
          {who} {step.done_at ? whenOf(step.done_at, dateAt(serverNow())) : ''}
        </span>
      </Checkbox>
      {works && !step.done_at && (step.mine || !step.owner) ? (
        <Button size="small" type="text" onClick={() => saying.mutate({ mine: !step.mine })}>
          {t(step.mine ? 'notMine' : 'mineStep')}
        </Button>
      ) : null}
    </li>
  );
}

function Plan({ id, whole, fresh, works }: Part & { works: boolean }) {
  const t = useTexts(incidentWords);
  const locale = useLocale();
  if (!whole.steps.length) return null;
  const name = nameIn(whole.plan_name, locale);
  return (
    <section className="case-part" aria-label={t('steps')}>
      <h4>{name ? t('planTitle', { name }) : t('steps')}</h4>
      <ol className="incident-steps">
        {whole.steps.map((step) => (
          <Step key={step.id} id={id} whole={whole} fresh={fresh} step={step} works={works} />
        ))}
      </ol>
    </section>
  );
}

function Announcement({ id, whole, fresh }: Part) {
  const t = useTexts(incidentWords);
  const locale = useLocale();
  const sayRefusal = useSayRefusal();
  const saying = useMutation({
    mutationFn: (prompt: string | null) => announceIncident(id, whole.revision, prompt),
    onSuccess: fresh,
    onError: sayRefusal,
  });
  return (
    <div className="case-line">
      <span>{t('announcement')}</span>
      <Select
        allowClear
        aria-label={t('announcement')}
        className="incident-prompt"
        loading={saying.isPending}
        placeholder={t('noPrompt')}
        notFoundContent={t('noPrompts')}
        value={whole.prompt}
        options={whole.prompts.map((one) => ({ value: one.id, label: nameIn(one.name, locale) }))}
        onChange={(prompt: string | undefined) => saying.mutate(prompt ?? null)}
      />
    </div>
  );
}

type Doing = 'change' | 'solve' | 'end';

/** What whoever leads may do with it. */
function Leading({ row, running, ...part }: Part & { row: CaseWhole; running: boolean }) {
  const t = useTexts(incidentWords);
  const { id, whole, fresh } = part;
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = (): void => setDoing(null);
  const solvable = whole.incident?.cases && (!whole.solving || whole.solving.done_at);
  const can: Doing[] = [
    ...(running ? (['change'] as const) : []),
    ...(solvable ? (['solve'] as const) : []),
    ...(running ? (['end'] as const) : []),
  ];
  if (doing === 'solve') return <SolveForm {...part} close={close} />;
  if (doing === 'end') return <EndForm {...part} close={close} />;
  if (doing === 'change')
    return (
      <IncidentForm
        id={id}
        subject={row.subject}
        type={row.type}
        whole={whole}
        done={(after) => {
          if (after) fresh(after);
          close();
        }}
      />
    );
  return (
    <div className="case-line">
      {can.map((one) => (
        <Button key={one} onClick={() => setDoing(one)}>
          {t(one)}
        </Button>
      ))}
    </div>
  );
}

function Declared({ row, incident, ...part }: Part & { row: CaseWhole; incident: IncidentLine }) {
  const t = useTexts(incidentWords);
  const locale = useLocale();
  const running = incident.ended_at === null;
  const works = may(useSession(), 'cases.work') && running;
  const leads = part.whole.may_lead;
  const said = nameIn(incident.say, locale);
  return (
    <section className="panel incident" aria-label={t('title')}>
      <div className="panel-head">
        <h2>{incident.what}</h2>
        <span className={`pill ${running ? 'bad' : ''}`}>{t(running ? 'running' : 'ended')}</span>
        {incident.announced ? <span className="pill live">{t('announced')}</span> : null}
      </div>
      {said ? (
        <p className="incident-say">
          <strong>{t('say')}</strong> {said}
        </p>
      ) : null}
      <Figures incident={incident} />
      {part.whole.result ? <p className="facts-note">{part.whole.result}</p> : null}
      {leads && running ? <Announcement {...part} /> : null}
      <Plan {...part} works={works} />
      <Solving id={part.id} whole={part.whole} />
      {leads ? <Leading {...part} row={row} running={running} /> : null}
      <Members id={part.id} />
    </section>
  );
}

export default function Incident({ row }: { row: CaseWhole }) {
  const t = useTexts(incidentWords);
  const client = useQueryClient();
  const [declaring, setDeclaring] = useState(false);
  const key = ['incidents', 'one', row.id];
  const asked = useQuery({
    queryKey: key,
    queryFn: () => getIncident(row.id),
    refetchInterval: ({ state }) => (state.data?.incident ? EVERY : false),
  });
  const fresh = (after: IncidentWhole): void => {
    client.setQueryData(key, after);
    void client.invalidateQueries({ queryKey: ['incidents'] });
    void client.invalidateQueries({ queryKey: ['cases', 'one', row.id] });
  };
  const whole = asked.data;
  if (!whole) return null;
  if (whole.incident)
    return <Declared row={row} id={row.id} whole={whole} fresh={fresh} incident={whole.incident} />;
  if (!whole.may_lead || row.state === 'closed' || row.master) return null;
  if (!declaring)
    return (
      <div className="case-line">
        <Button onClick={() => setDeclaring(true)}>{t('declare')}</Button>
      </div>
    );
  return (
    <section className="panel incident" aria-label={t('declareTitle')}>
      <IncidentForm
        id={row.id}
        subject={row.subject}
        type={row.type}
        whole={whole}
        done={(after) => {
          if (after) fresh(after);
          setDeclaring(false);
        }}
      />
    </section>
  );
}
