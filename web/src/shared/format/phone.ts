/** Telephone numbers set in groups, as they are spoken; a number masked by the server keeps its stars. */

// ITU-T E.164: country codes of one and of two digits; all others have three.
const COUNTRY = /^([17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
const AREA_OF_TWO = /^0(10|2\d)/; // Beijing and the 02x cities; all others have three digits after the zero

/** A Chinese number as it is dialled at home: +8613800138000 is 13800138000, +862155501688 is 02155501688. */
function atHome(plain: string): string {
  const own = /^\+86([\d*]+)$/.exec(plain)?.[1];
  if (own === undefined) return plain;
  return /^(1[\d*]{10}|[48]00[\d*]{7})$/.test(own) ? own : `0${own}`;
}

/** Groups of four and threes from the end: `2125550186` is `212 555 0186`; eight are two fours. */
function fromTheEnd(digits: string): string {
  if (digits.length === 8) return `${digits.slice(0, 4)} ${digits.slice(4)}`;
  const groups = [digits.slice(-4)];
  for (let end = digits.length - 4; end > 0; end -= 3)
    groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join(' ');
}

function abroad(digits: string): string {
  const code = COUNTRY.exec(digits)?.[0] ?? '';
  return `+${code} ${fromTheEnd(digits.slice(code.length))}`;
}

export function groupPhone(number: string): string {
  const plain = atHome(number.replace(/[\s-]/g, ''));
  if (/^1[\d*]{10}$/.test(plain)) return `${plain.slice(0, 3)} ${plain.slice(3, 7)} ${plain.slice(7)}`;
  if (/^0[\d*]{9,11}$/.test(plain)) {
    const area = AREA_OF_TWO.test(plain) ? 3 : 4;
    const own = plain.slice(area);
    return `${plain.slice(0, area)} ${own.slice(0, -4)} ${own.slice(-4)}`;
  }
  if (/^[48]00[\d*]{7}$/.test(plain)) return `${plain.slice(0, 3)} ${plain.slice(3, 6)} ${plain.slice(6)}`;
  if (/^\+[\d*]{8,15}$/.test(plain)) return abroad(plain.slice(1));
  if (/^[\d*]{7,8}$/.test(plain)) return `${plain.slice(0, -4)} ${plain.slice(-4)}`;
  return number;
}
