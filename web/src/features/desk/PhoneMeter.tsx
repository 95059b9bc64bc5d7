/** How loud a stream is, drawn without React: it moves thirty times a second. */
import { useEffect, useRef } from 'react';
import { watchLevel } from '@/shared/phone/levels';

interface MeterProps {
  label: string;
  stream: MediaStream | null;
  onLevel?: (level: number) => void;
}

export function PhoneMeter({ label, stream, onLevel }: MeterProps) {
  const bar = useRef<HTMLSpanElement>(null);
  const hear = useRef(onLevel);
  useEffect(() => {
    hear.current = onLevel;
  });
  useEffect(() => {
    const { current } = bar;
    const draw = (level: number): void => {
      if (current) current.style.transform = `scaleX(${level.toFixed(3)})`;
      hear.current?.(level);
    };
    if (!stream) {
      draw(0);
      return;
    }
    return watchLevel(stream, draw);
  }, [stream]);
  return (
    <span className="meter" role="img" aria-label={label}>
      <span className="meter-name" aria-hidden>
        {label}
      </span>
      <span className="meter-track" aria-hidden>
        <span ref={bar} className="meter-bar" />
      </span>
    </span>
  );
}
