/** How the page speaks HTTP: a client typed by openapi.json, refusals as `Problem`, the CSRF token on unsafe methods. */
import createClient from 'openapi-fetch';
import { askedBefore } from './asked';
import type { paths } from './schema';

/** What the server says when it will not: `title` and `detail` are already in the reader's language. */
export interface Said {
  status: number;
  key: string;
  title?: string;
  detail?: string;
  params?: Record<string, unknown>;
}

export class Problem extends Error {
  readonly status: number;
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly params: Record<string, unknown>;

  constructor(said: Said) {
    super(said.title || said.key);
    this.status = said.status;
    this.key = said.key;
    this.title = said.title ?? '';
    this.detail = said.detail ?? '';
    this.params = said.params ?? {};
  }
}

/** The server could not be reached at all. */
export const UNREACHABLE = 'page.unreachable';

const kept = { csrf: '', language: 'zh-CN' };

/** Remember the token the server gave with the session. */
export function keepCsrf(token: string): void {
  kept.csrf = token;
}

/** The language in which refusals are wanted. */
export function keepLanguage(locale: string): void {
  kept.language = locale;
}

/** What a request that does not go through `client` must say of itself. */
export const sentWith = (): Record<string, string> => ({
  'Accept-Language': kept.language,
  'X-CSRF-Token': kept.csrf,
});

export const client = createClient<paths>({
  baseUrl: typeof location === 'undefined' ? '' : location.origin,
  credentials: 'same-origin',
  fetch: (asked: Request) => askedBefore(asked) ?? fetch(asked),
});

client.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', kept.language);
    if (request.method !== 'GET') request.headers.set('X-CSRF-Token', kept.csrf);
  },
});

interface Heard<Answer> {
  data?: Answer;
  error?: unknown;
  response: Response;
}

/** A refusal from the body of an answer; ours when something between the page and Huawu answered. */
export function problemOf(status: number, body: unknown): Problem {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Partial<Said>;
  if (typeof said.key === 'string') return new Problem({ ...said, key: said.key, status });
  return new Problem({ status, key: status >= 502 ? UNREACHABLE : 'page.failed' });
}

/** The answer, or a Problem thrown. */
export async function told<Answer>(asking: Promise<Heard<Answer>>): Promise<Answer> {
  let heard: Heard<Answer>;
  try {
    heard = await asking;
  } catch {
    throw new Problem({ status: 0, key: UNREACHABLE });
  }
  if (!heard.response.ok) throw problemOf(heard.response.status, heard.error);
  return heard.data as Answer;
}
