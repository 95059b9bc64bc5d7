/** Money is whole fen everywhere but in what people read and write. */
import type { Locale } from '@/api/types';

const WRITTEN = /^(\d{1,8})(?:\.(\d{1,2}))?$/;

/** 123450 → ¥1,234.50. */
export function yuanOf(fen: number, locale: Locale): string {
  const whole = Math.trunc(fen / 100).toLocaleString(locale);
  return `¥${whole}.${String(Math.abs(fen % 100)).padStart(2, '0')}`;
}

/** "1234.5" → 123450; null: it is no amount. */
export function fenOf(written: string): number | null {
  const [, whole, part = ''] = WRITTEN.exec(written.trim()) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}
