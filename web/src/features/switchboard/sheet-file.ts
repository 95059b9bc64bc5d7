/** The text of a file as spreadsheets write it: UTF-8, or GB 18030 as Chinese ones do. */
export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

export const MOST_BYTES = 900_000;
