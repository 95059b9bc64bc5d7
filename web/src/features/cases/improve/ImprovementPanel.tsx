/** One improvement: how it stands, what came of it, what it was worth, and for whose sake it is. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import {
  changeImprovement,
  getImprovement,
  listCountedCases,
  type Improvement,
  type ImprovementChanged,
} from '@/api/improvements';
import { dateAt, dateOf, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { Failed } from '@/shared/ui/Empty';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { CaseRows } from '../CaseRows';
import { useOwners } from '../use-whom';
import { EffectChart } from './EffectChart';
import { endOf } from './ImprovementForm';
import { improveWords } from './words';

type Wish = Omit<ImprovementChanged, 'revision'>;
const STEPS = {
  planned: [
    ['doing', 'begin'],
    ['done', 'finish'],
    ['dropped', 'drop'],
  ],
  doing: [
    ['done', 'finish'],
    ['dropped', 'drop'],
  ],
  done: [['doing', 'again']],
  dropped: [['planned', 'resume']],
} as const;

export function StateOf({ one }: { one: Improvement }) {
  const t = useTexts(improveWords);
  const tone = one.late ? 'bad' : { planned: 'wait', doing: 'live', done: 'good', dropped: '' }[one.state];
  return (
    <span className={`pill ${tone}`}>
      {t(`state_${one.state}`)}
      {one.late ? ` · ${t('lateMark')}` : ''}
    </span>
  );
}

function useChange(one: Improvement) {
  const t = useTexts(improveWords);
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (wish: Wish) => changeImprovement(one.id, { revision: one.revision, ...wish }),
    onSuccess: () => void message.success(t('saved')),
    onSettled: () => client.invalidateQueries({ queryKey: ['improvements'] }),
  });
}

/** Who leads gives it another owner or date. */
function Arranged({ one, change }: { one: Improvement; change: (wish: Wish) => void }) {
  const t = useTexts(improveWords);
  const owners = useOwners();
  const due = dateOf(new Date(one.due_at));
  return (
    <div className="improve-pair">
      <Field label={t('owner')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={one.owner?.id ?? null}
          options={owners}
          onChange={(owner: string) => change({ owner })}
        />
      </Field>
      <Field label={t('due')}>
        <Input
          key={one.due_at}
          type="date"
          defaultValue={due}
          onBlur={(event) => {
            const date = event.target.value;
            if (date && date !== due) change({ due_at: endOf(date) });
          }}
        />
      </Field>
    </div>
  );
}

function Progress({ one }: { one: Improvement }) {
  const t = useTexts(improveWords);
  const leads = may(useSession(), 'cases.assign');
  const changing = useChange(one);
  const [result, setResult] = useState(one.result);
  const changed = result.trim() !== one.result;
  return (
    <section className="case-asking" aria-label={t('state')}>
      <Refused failure={changing.error} />
      {leads ? <Arranged one={one} change={changing.mutate} /> : null}
      <Field label={t('result')}>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={4000}
          value={result}
          onChange={(event) => setResult(event.target.value)}
        />
      </Field>
      <div className="actions">
        {STEPS[one.state].map(([state, word]) => (
          <Button
            key={state}
            type={state === 'done' || state === 'doing' ? 'primary' : 'default'}
            ghost={state === 'doing'}
            loading={changing.isPending}
            onClick={() => changing.mutate({ state, ...(changed ? { result } : {}) })}
          >
            {t(word)}
          </Button>
        ))}
        {changed ? (
          <Button loading={changing.isPending} onClick={() => changing.mutate({ result })}>
            {t('save')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

function Head({ one }: { one: Improvement }) {
  const t = useTexts(improveWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  return (
    <header className="case-head">
      <h3>{one.what}</h3>
      <p className="case-line">
        <StateOf one={one} />
        <span>
          {t('owner')} <strong>{nameIn(one.owner?.name, locale)}</strong>
        </span>
        <span className="num">
          {t('due')} {dateOf(new Date(one.due_at))}
        </span>
        <span className="quiet">
          {t('plannedBy', { who: nameIn(one.created_by, locale), when: whenOf(one.created_at, now) })}
          {one.done_at ? ` · ${t('doneAt', { when: whenOf(one.done_at, now) })}` : ''}
        </span>
      </p>
      <p className="case-line">
        <span>
          {t('expected')} <strong>{one.expected}</strong>
        </span>
        <span>
          {t('measured')} <strong>{nameIn(one.node_name, locale)}</strong>
        </span>
      </p>
    </header>
  );
}

export function ImprovementPanel({ id }: { id: string }) {
  const t = useTexts(improveWords);
  const asked = useQuery({ queryKey: ['improvements', 'one', id], queryFn: () => getImprovement(id) });
  if (asked.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const one = asked.data;
  return (
    <article className="case">
      <Head one={one} />
      {one.changeable ? <Progress key={one.result} one={one} /> : null}
      {!one.changeable && one.result ? <p className="facts-note">{one.result}</p> : null}
      <EffectChart one={one} />
      {one.cases.length ? (
        <section className="case-part" aria-label={t('because')}>
          <h4>{t('because')}</h4>
          <CaseRows label={t('because')} asked={[one.id, 0]} fetch={() => listCountedCases(one.id, 0)} />
        </section>
      ) : null}
    </article>
  );
}
