/** Telephone numbers set in groups, as they are spoken; a number masked by the server keeps its stars. */

const AREA_OF_TWO = /^0(10|2\d)/; // Beijing and the 02x cities; all others have three digits after the zero

export function groupPhone(number: string): string {
  const plain = number.replace(/[\s-]/g, '');
  if (/^(\+?86)?1[\d*]{10}$/.test(plain)) {
    const own = plain.slice(-11);
    const country = plain.slice(0, -11);
    return `${country ? `${country} ` : ''}${own.slice(0, 3)} ${own.slice(3, 7)} ${own.slice(7)}`;
  }
  if (/^0[\d*]{9,11}$/.test(plain)) {
    const area = AREA_OF_TWO.test(plain) ? 3 : 4;
    const own = plain.slice(area);
    return `${plain.slice(0, area)} ${own.slice(0, -4)} ${own.slice(-4)}`;
  }
  if (/^[48]00[\d*]{7}$/.test(plain)) return `${plain.slice(0, 3)} ${plain.slice(3, 6)} ${plain.slice(6)}`;
  if (/^[\d*]{7,8}$/.test(plain)) return `${plain.slice(0, -4)} ${plain.slice(-4)}`;
  return number;
}
