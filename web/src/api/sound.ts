/** The bytes of a recording. */
import { Problem, problemOf, UNREACHABLE } from './client';

export async function fetchSound(address: string): Promise<ArrayBuffer> {
  let answer: Response;
  try {
    answer = await fetch(address, { credentials: 'same-origin' });
  } catch {
    throw new Problem({ status: 0, key: UNREACHABLE });
  }
  if (!answer.ok) throw problemOf(answer.status, await answer.json().catch(() => null));
  return answer.arrayBuffer();
}
