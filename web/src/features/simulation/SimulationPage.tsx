/** What if: a past day with other rules or other people, played by the production routing engine. */
import { ExperimentOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import {
  askForReplay,
  cancelReplay,
  getPastDay,
  getPastDays,
  getReplay,
  getReplays,
  type DayCounted,
  type ReplayBrief,
} from '@/api/simulation';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { goesOn, Played, Running } from './Played';
import { Result } from './Result';
import { WhatIfForm } from './WhatIfForm';
import { simulationWords } from './words';
import './simulation.css';

const SOON = 700;
const REPLAYS = ['simulation', 'replays'];

/** The newest day that is not much quieter than the busiest: the one with something to see. */
const worthwhile = (days: { day: string; offered: number }[]): string => {
  const most = Math.max(0, ...days.map((one) => one.offered));
  return days.find((one) => one.offered * 2 >= most)?.day ?? '';
};

function useReplay(id: string) {
  return useQuery({
    queryKey: [...REPLAYS, id],
    queryFn: () => getReplay(id),
    enabled: id !== '',
    refetchInterval: (query) => (goesOn(query.state.data) ? SOON : false),
  });
}

const useDay = (day: string) =>
  useQuery({
    queryKey: ['simulation', 'day', day],
    queryFn: () => getPastDay(day),
    enabled: day !== '',
    staleTime: 60_000,
  });

/** The latest ones, the chosen one, and what can be done with them. */
function useReplays() {
  const client = useQueryClient();
  const [wanted, choose] = useState('');
  const list = useQuery({
    queryKey: REPLAYS,
    queryFn: getReplays,
    refetchInterval: (query) => (query.state.data?.items.some(goesOn) ? SOON : false),
  });
  const items = list.data?.items ?? [];
  const chosen = wanted || (items[0]?.id ?? '');
  const again = () => client.invalidateQueries({ queryKey: REPLAYS });
  const asking = useMutation({
    mutationFn: askForReplay,
    onSuccess: (one) => {
      choose(one.id);
      return again();
    },
  });
  const cancelling = useMutation({ mutationFn: cancelReplay, onSettled: again });
  return { items, chosen, choose, asking, cancel: cancelling.mutate, running: items.find(goesOn) };
}

/** What is chosen to be looked at: how far it is, why it failed, or what it said. */
interface ShownProps {
  chosen: string;
  running: ReplayBrief | undefined;
  cancel: (id: string) => void;
}

function Shown({ chosen, running, cancel }: ShownProps) {
  const t = useTexts(simulationWords);
  const replay = useReplay(chosen).data;
  const day = useDay(replay?.day ?? '').data;
  return (
    <div className="what-if-main">
      {running ? <Running replay={running} cancel={() => cancel(running.id)} /> : null}
      {replay?.fault ? (
        <p className="panel what-if-fault" role="alert">
          {replay.fault.title} {replay.fault.detail}
        </p>
      ) : null}
      {replay?.result ? <Result key={chosen} replay={replay} result={replay.result} day={day} /> : null}
      {chosen ? null : (
        <Empty icon={<ExperimentOutlined />} title={t('none')}>
          {t('noneText')}
        </Empty>
      )}
    </div>
  );
}

function WhatIf({ days }: { days: DayCounted[] }) {
  const locale = useLocale();
  const [picked, pick] = useState('');
  const { items, chosen, choose, asking, cancel, running } = useReplays();
  const day = picked || worthwhile(days);
  const choices = useDay(day);
  const failure = asking.error ?? choices.error;
  return (
    <div className="what-if">
      <div className="what-if-side">
        <WhatIfForm
          days={days}
          day={day}
          pick={pick}
          choices={choices.data}
          busy={asking.isPending || running !== undefined}
          start={asking.mutate}
        >
          {failure ? (
            <span className="what-if-fault" role="alert">
              {wordsFor(failure, locale).title}
            </span>
          ) : null}
        </WhatIfForm>
        {items.length ? <Played items={items} day={choices.data} chosen={chosen} choose={choose} /> : null}
      </div>
      <Shown chosen={chosen} running={running} cancel={cancel} />
    </div>
  );
}

export function SimulationPage() {
  const t = useTexts(simulationWords);
  const days = useQuery({ queryKey: ['simulation', 'days'], queryFn: getPastDays });
  if (days.isPending) return <Skeleton active className="page" />;
  if (days.isError) return <Failed failure={days.error} again={() => void days.refetch()} />;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('title')}</h1>
        <span className="quiet">{t('lead')}</span>
      </div>
      {days.data.items.length ? (
        <WhatIf days={days.data.items} />
      ) : (
        <Empty icon={<ExperimentOutlined />} title={t('noDays')}>
          {t('noDaysText')}
        </Empty>
      )}
    </div>
  );
}
