/** The text of a file as spreadsheets write it: UTF-8, or GB 18030 as Chinese ones do. */
export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

export const MOST_BYTES = 900_000;

/** Bytes as base64, a part at a time: a call takes only so many arguments. */
export function base64Of(bytes: ArrayBuffer): string {
  const all = new Uint8Array(bytes);
  let text = '';
  for (let start = 0; start < all.length; start += 8192)
    text += String.fromCharCode(...all.subarray(start, start + 8192));
  return btoa(text);
}
