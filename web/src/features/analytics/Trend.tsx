/** Waiting and talking over the last hour, drawn by ECharts (only the parts that are used). */
import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { timeOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { usePreferences } from '@/shared/session/preferences';
import { samplesNow, type Sample } from '@/shared/board/board-store';
import { boardWords } from './words';

echarts.use([LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const EVERY = 5_000;
const SHORTEST = 5 * 60_000; // the axis has at least five minutes, so that the first points stand apart
const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function options(samples: Sample[], words: { waiting: string; talking: string }) {
  const line = (name: string, tone: string, pick: (sample: Sample) => number) => ({
    name,
    type: 'line' as const,
    step: 'end' as const,
    showSymbol: false,
    lineStyle: { width: 2 },
    color: colour(tone),
    data: samples.map((sample) => [sample.at, pick(sample)]),
  });
  const last = samples.at(-1)?.at ?? 0;
  const label = { color: colour('--text-3'), fontSize: 12 };
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 32, right: 16, top: 32, bottom: 24 },
    legend: { top: 4, right: 16, icon: 'rect', itemWidth: 12, itemHeight: 3, textStyle: label },
    tooltip: { trigger: 'axis' as const, confine: true },
    xAxis: {
      type: 'time' as const,
      min: Math.min(samples[0]?.at ?? last, last - SHORTEST),
      max: last,
      axisLabel: { ...label, hideOverlap: true, formatter: (at: number) => timeOf(new Date(at)).slice(0, 5) },
      axisLine: { lineStyle: { color: colour('--line-strong') } },
    },
    yAxis: {
      type: 'value' as const,
      minInterval: 1,
      axisLabel: label,
      splitLine: { lineStyle: { color: colour('--line') } },
    },
    series: [
      line(words.waiting, '--ringing', (sample) => sample.waiting),
      line(words.talking, '--talking', (sample) => sample.talking),
    ],
  };
}

export function Trend() {
  const t = useTexts(boardWords);
  const { look } = usePreferences();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const chart = echarts.init(place.current);
    const draw = (): void =>
      chart.setOption(options(samplesNow(), { waiting: t('waiting'), talking: t('talking') }));
    draw();
    const timer = window.setInterval(draw, EVERY);
    const sized = new ResizeObserver(() => chart.resize());
    sized.observe(place.current);
    return () => {
      window.clearInterval(timer);
      sized.disconnect();
      chart.dispose();
    };
  }, [t, look]);
  return <div ref={place} className="trend" role="img" aria-label={t('trend')} />;
}
