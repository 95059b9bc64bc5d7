import { afterEach, expect, it, vi } from 'vitest';
import { pretendServer, problem } from '../../test/page';
import { getInteraction, listInteractions, setAgentState } from './calls';
import { keepCsrf, keepLanguage, Problem, UNREACHABLE } from './client';

afterEach(() => vi.unstubAllGlobals());

it('sends the CSRF token with what changes something, and only with that', async () => {
  keepCsrf('token');
  const heard = pretendServer(() => ({ status: 200, body: { items: [], next: null } }));
  await setAgentState('paused', 'meal');
  await listInteractions({ queue: 'front', search: '' }, undefined);
  expect(heard[0]).toMatchObject({ method: 'POST', body: { state: 'paused', reason: 'meal' } });
  expect(heard[0]?.headers.get('x-csrf-token')).toBe('token');
  expect(heard[1]?.headers.get('x-csrf-token')).toBeNull();
});

it('asks for refusals in the language of the page', async () => {
  keepLanguage('en-US');
  const heard = pretendServer(() => ({ status: 200, body: {} }));
  await getInteraction('i1');
  expect(heard[0]?.headers.get('accept-language')).toBe('en-US');
});

it('throws a refusal with its key, its words and its values', async () => {
  pretendServer(() => problem(409, 'agent.phone_not_registered', { extension: '8001' }));
  const failure = await setAgentState('ready').catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(Problem);
  expect(failure).toMatchObject({
    status: 409,
    key: 'agent.phone_not_registered',
    params: { extension: '8001' },
  });
});

it('tells a server that is away from one that refuses', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  await expect(getInteraction('i1')).rejects.toMatchObject({ key: UNREACHABLE });
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502 })));
  await expect(getInteraction('i1')).rejects.toMatchObject({ key: UNREACHABLE });
});
