/** The filters that lists of contacts and of recordings share: days, queue, agent. */
import { useQuery } from '@tanstack/react-query';
import { DatePicker, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { getBoard } from '@/api/calls';
import { dateAfter, dateAt, dateOf, startOfDate } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, texts, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { may, useSession } from '@/shared/session/session';
import { useQueues } from './names';
import 'dayjs/locale/zh-cn';

const words = texts(
  {
    from: '开始日期',
    to: '结束日期',
    today: '今天',
    yesterday: '昨天',
    week: '近 7 天',
    queue: '队列',
    agent: '坐席',
  },
  {
    from: 'From',
    to: 'To',
    today: 'Today',
    yesterday: 'Yesterday',
    week: 'Last 7 days',
    queue: 'Queue',
    agent: 'Agent',
  },
);

export interface Filters {
  from?: string;
  to?: string;
  queue?: string;
  agent?: string;
}

interface FilterProps {
  filters: Filters;
  onChange: (change: { [name in keyof Filters]: string | undefined }) => void;
}

/** Agents by name, for those who may see more than their own work. */
function useAgentChoices() {
  const session = useSession();
  const locale = useLocale();
  const board = useQuery({
    queryKey: ['board'],
    queryFn: getBoard,
    staleTime: 60_000,
    enabled: may(session, 'board.see') && may(session, 'interactions.all', 'recordings.all'),
  }).data;
  return Object.entries(board?.agents ?? {})
    .map(([value, agent]) => ({
      value,
      label: `${nameIn(agent.name, locale)} ${agent.number}`,
      number: agent.number,
    }))
    .sort((a, b) => a.number.localeCompare(b.number));
}

const DAY = 'YYYY-MM-DD';

/** Days are those of the site: what began there at midnight began at another hour here. */
function Days({ filters, onChange }: FilterProps) {
  const t = useTexts(words);
  const today = dayjs(dateOf(dateAt(serverNow())));
  const presets: { label: string; value: [Dayjs, Dayjs] }[] = [
    { label: t('today'), value: [today, today] },
    { label: t('yesterday'), value: [today.subtract(1, 'day'), today.subtract(1, 'day')] },
    { label: t('week'), value: [today.subtract(6, 'day'), today] },
  ];
  return (
    <DatePicker.RangePicker
      value={[
        filters.from ? dayjs(dateOf(new Date(filters.from))) : null,
        filters.to ? dayjs(dateOf(new Date(Date.parse(filters.to) - 1))) : null,
      ]}
      allowEmpty={[true, true]}
      placeholder={[t('from'), t('to')]}
      presets={presets}
      onChange={(range) =>
        onChange({
          from: range?.[0] ? startOfDate(range[0].format(DAY)).toISOString() : undefined,
          to: range?.[1] ? startOfDate(dateAfter(range[1].format(DAY), 1)).toISOString() : undefined,
        } as FilterChange)
      }
      style={{ width: 248 }}
    />
  );
}

type FilterChange = { [name in keyof Filters]: string | undefined };

export function ListFilters(props: FilterProps) {
  const { filters, onChange } = props;
  const t = useTexts(words);
  const locale = useLocale();
  const queues = useQueues().data ?? [];
  const agents = useAgentChoices();
  return (
    <>
      <Days {...props} />
      <Select
        allowClear
        aria-label={t('queue')}
        placeholder={t('queue')}
        style={{ width: 152 }}
        value={filters.queue ?? null}
        options={queues.map((queue) => ({ value: queue.id, label: nameIn(queue.name, locale) }))}
        onChange={(queue: string | undefined) => onChange({ queue } as FilterChange)}
      />
      {agents.length ? (
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('agent')}
          placeholder={t('agent')}
          style={{ width: 168 }}
          value={filters.agent ?? null}
          options={agents}
          onChange={(agent: string | undefined) => onChange({ agent } as FilterChange)}
        />
      ) : null}
    </>
  );
}
