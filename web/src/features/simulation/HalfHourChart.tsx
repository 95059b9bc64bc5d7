/** One figure by half-hour: the real day, the day replayed, and the day with the changes. */
import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { QueueCompared } from '@/api/simulation';
import { useTexts } from '@/shared/i18n/texts';
import { usePreferences } from '@/shared/session/preferences';
import { plotted, unitOf, type Figure } from './figures';
import { simulationWords } from './words';

echarts.use([LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

interface Names {
  real: string;
  same: string;
  changed: string;
}

function options(queue: QueueCompared, figure: Figure, times: string[], names: Names) {
  const label = { color: colour('--text-3'), fontSize: 12 };
  const line = (name: string, tone: string, type: 'solid' | 'dashed', data: (number | null)[]) => ({
    name,
    type: 'line' as const,
    showSymbol: false,
    connectNulls: true,
    color: colour(tone),
    lineStyle: { width: 2, type },
    data: data.map((value) => (value === null ? null : Number(value.toFixed(1)))),
  });
  const means = (row: QueueCompared['same']) =>
    (row.by[figure] ?? []).map((value) => plotted(figure, value.mean));
  const real = (queue.real.by[figure] ?? []).map((value) => plotted(figure, value));
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 48, right: 16, top: 36, bottom: 28 },
    legend: { top: 4, right: 16, itemWidth: 20, textStyle: label },
    tooltip: { trigger: 'axis' as const, confine: true },
    xAxis: {
      type: 'category' as const,
      data: times,
      boundaryGap: false,
      axisLabel: { ...label, hideOverlap: true },
      axisLine: { lineStyle: { color: colour('--line-strong') } },
    },
    yAxis: {
      type: 'value' as const,
      min: 0,
      axisLabel: { ...label, formatter: `{value}${unitOf(figure)}` },
      splitLine: { lineStyle: { color: colour('--line') } },
    },
    series: [
      line(names.real, '--text-3', 'solid', real),
      line(names.same, '--wrap-up', 'dashed', means(queue.same)),
      line(names.changed, '--accent', 'solid', means(queue.changed)),
    ],
  };
}

export function HalfHourChart(props: { queue: QueueCompared; figure: Figure; times: string[] }) {
  const { queue, figure, times } = props;
  const t = useTexts(simulationWords);
  const { look } = usePreferences();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const chart = echarts.init(place.current);
    chart.setOption(
      options(queue, figure, times, { real: t('real'), same: t('same'), changed: t('changed') }),
    );
    const sized = new ResizeObserver(() => chart.resize());
    sized.observe(place.current);
    return () => {
      sized.disconnect();
      chart.dispose();
    };
  }, [queue, figure, times, t, look]);
  return (
    <div ref={place} className="what-if-chart" role="img" aria-label={`${t(figure)}, ${t('byHalfHour')}`} />
  );
}
