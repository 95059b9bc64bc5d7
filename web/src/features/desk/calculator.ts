/** A small calculator: + - × ÷, brackets and percent. As on any desk calculator, `688 - 10%` takes off a tenth. Pure. */

type Token = { kind: 'number'; value: number } | { kind: 'sign'; sign: string };

const LIKE: Record<string, string> = {
  '×': '*',
  x: '*',
  '÷': '/',
  '−': '-',
  '（': '(',
  '）': ')',
  '，': ',',
  '％': '%',
  '＋': '+',
};

function tokens(text: string): Token[] | null {
  const plain = [...text]
    .map((sign) => LIKE[sign] ?? sign)
    .join('')
    .replace(/[\s,]/g, '');
  const found: Token[] = [];
  const part = /(\d+\.?\d*|\.\d+)|([-+*/()%])/gy;
  let end = 0;
  for (let hit = part.exec(plain); hit; hit = part.exec(plain)) {
    end = part.lastIndex;
    const [, number, sign = ''] = hit;
    found.push(number === undefined ? { kind: 'sign', sign } : { kind: 'number', value: Number(number) });
  }
  return end === plain.length ? found : null;
}

/** What the text comes to; null while it is not a whole sum, or divides by nothing. */
export function reckon(text: string): number | null {
  const read = tokens(text);
  if (!read?.length) return null;
  let at = 0;
  const sign = (): string => {
    const token = read[at];
    return token?.kind === 'sign' ? token.sign : '';
  };
  const atom = (): number => {
    const token = read[at];
    at += 1;
    if (token?.kind === 'number') return token.value;
    if (token?.sign === '-') return -factor();
    if (token?.sign === '+') return factor();
    if (token?.sign !== '(') return NaN;
    const inner = sum();
    if (sign() !== ')') return NaN;
    at += 1;
    return inner;
  };
  const factor = (): number => {
    let value = atom();
    for (; sign() === '%'; at += 1) value /= 100;
    return value;
  };
  const product = (): number => {
    let value = factor();
    while (sign() === '*' || sign() === '/') {
      const times = sign() === '*';
      at += 1;
      const next = factor();
      value = times ? value * next : value / next;
    }
    return value;
  };
  /** A term that is nothing but `10%`: a share of what stands before it. */
  const bareShare = (): number | null => {
    const [number, percent, after] = read.slice(at, at + 3);
    const bare = number?.kind === 'number' && percent?.kind === 'sign' && percent.sign === '%';
    if (!bare || (after?.kind === 'sign' && '*/%'.includes(after.sign))) return null;
    at += 2;
    return number.value / 100;
  };
  const sum = (): number => {
    let value = product();
    while (sign() === '+' || sign() === '-') {
      const plus = sign() === '+';
      at += 1;
      const share = bareShare();
      const next = share === null ? product() : value * share;
      value = plus ? value + next : value - next;
    }
    return value;
  };
  const value = sum();
  if (at !== read.length || !Number.isFinite(value)) return null;
  return Number(value.toPrecision(12));
}

/** In groups of three, with at most eight places: `12,345.67`. */
export const shownSum = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: 8 });
