/** The two sides of a call as a waveform: the customer above the line, our side below; a click moves there. */
import { useEffect, useRef, type PointerEvent } from 'react';
import type { Pause } from '@/api/keeping';
import { usePreferences } from '@/shared/session/preferences';
import type { Wave } from './wave';

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

interface Drawn {
  wave: Wave;
  place: number;
  pauses: Pause[];
}

function draw(canvas: HTMLCanvasElement, { wave, place, pauses }: Drawn): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const scale = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = width * scale;
  canvas.height = height * scale;
  pen.scale(scale, scale);
  const middle = height / 2;
  const sides = [wave.peaks[0] ?? [], wave.peaks[1] ?? wave.peaks[0] ?? []];
  const tones = [colour('--ringing'), colour('--talking')];
  pen.fillStyle = colour('--line-strong');
  for (const { start, end } of pauses) {
    const from = (start / wave.seconds) * width;
    pen.fillRect(from, 0, Math.max((end / wave.seconds) * width - from, 2), height);
  }
  sides.forEach((peaks, side) => {
    const step = width / Math.max(peaks.length, 1);
    peaks.forEach((peak, column) => {
      const tall = Math.max(0.5, Math.sqrt(peak) * (middle - 2));
      pen.globalAlpha = column / peaks.length < place ? 1 : 0.45;
      pen.fillStyle = tones[side] ?? '';
      pen.fillRect(column * step, side ? middle + 0.5 : middle - tall - 0.5, Math.max(step - 0.5, 0.5), tall);
    });
  });
  pen.globalAlpha = 1;
  pen.fillStyle = colour('--line-strong');
  pen.fillRect(0, middle - 0.5, width, 1);
  pen.fillStyle = colour('--text');
  pen.fillRect(Math.min(place * width, width - 1), 0, 1, height);
}

interface ViewProps extends Drawn {
  onSeek: (place: number) => void;
}

export function WaveView({ wave, place, pauses, onSeek }: ViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { look } = usePreferences();
  useEffect(() => {
    if (canvas.current) draw(canvas.current, { wave, place, pauses });
  }, [wave, place, pauses, look]);
  const seek = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.type === 'pointermove' && !event.buttons) return;
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
  };
  return (
    <canvas ref={canvas} className="player-wave" onPointerDown={seek} onPointerMove={seek} aria-hidden />
  );
}
