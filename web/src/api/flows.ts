/** Flows as their editor asks for them: what is wrong, what a walk comes to, tests, real calls, versions, prompts. */
import { client, Problem, told } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type FlowProblem = Schemas['ProblemShown'];
/** How a test, or a walk, went: what was heard, which way it took, where it came to rest. */
export type Outcome = Schemas['TestOutcome'];
export type NodeCalls = Schemas['NodeFiguresShown'];

/** A graph as it is sent: whatever stands in it. */
type Graph = Record<string, unknown>;

export const checkFlow = async (graph: Graph): Promise<FlowProblem[]> =>
  (await told(client.POST('/api/flows/check', { body: { graph } }))).problems;

export const testFlow = async (graph: Graph): Promise<Outcome[]> =>
  (await told(client.POST('/api/flows/test', { body: { graph } }))).tests;

/** A walk over a graph under what is supposed, as a test that wants nothing. */
export const rehearse = async (graph: Graph, given: Graph, does: string[]): Promise<Outcome> => {
  const [came] = await testFlow({ ...graph, tests: [{ name: 'walk', given, does }] });
  if (!came) throw new Problem({ status: 0, key: 'page.failed' });
  return came;
};

const DAY = 24 * 3600_000;

/** By node, of the last days. */
export const dropOffOf = async (flow: string, days: number): Promise<Record<string, NodeCalls>> => {
  const now = Date.now();
  const since = new Date(now - days * DAY).toISOString();
  const until = new Date(now).toISOString();
  const asking = client.GET('/api/flows/{key}/drop-off', {
    params: { path: { key: flow }, query: { since, until } },
  });
  return (await told(asking)).nodes;
};

/** The flow as YAML, as it would be with its draft in force. */
export const writeYaml = async (flow: string): Promise<string> =>
  String(
    await told(
      client.GET('/api/flows/{key}/yaml', {
        params: { path: { key: flow }, query: { draft: true } },
        parseAs: 'text',
      }),
    ),
  );

export const readYaml = async (yaml: string): Promise<Record<string, unknown>> =>
  (await told(client.POST('/api/flows/read-yaml', { body: { yaml } }))).value;

/** A prompt: its text in each language in which it is there ('' is a sound without words), and where it sounds. */
export interface Prompt {
  name: string;
  says: Record<string, string>;
  sounds: Record<string, string>;
}

const LANGUAGES = ['zh-CN', 'en-US'] as const;
const table = <Value>(
  of: (language: (typeof LANGUAGES)[number]) => Value | undefined,
): Record<string, Value> =>
  Object.fromEntries(
    LANGUAGES.flatMap((language) => {
      const value = of(language);
      return value === undefined ? [] : [[language, value] as const];
    }),
  );

const ownPrompt = ({ key, name, sounds }: Schemas['OwnPrompt']): Prompt => ({
  name: `own/${key}`,
  says: table((language) =>
    sounds[language]
      ? sounds[language].text || (language === 'zh-CN' ? name.zh : name.en || name.zh)
      : undefined,
  ),
  sounds: table((language) =>
    sounds[language]?.there ? `/api/prompts/sounds/${sounds[language].sound}` : undefined,
  ),
});

const shippedPrompt = ({ id, texts }: Schemas['ShippedPrompt']): Prompt => ({
  name: id,
  says: table((language) => texts[language]),
  sounds: table((language) =>
    texts[language] === undefined
      ? undefined
      : `/api/prompts/shipped?prompt=${encodeURIComponent(id)}&language=${language}`,
  ),
});

/** Every prompt that a flow can name: the centre's own (`own/KEY`), and those that come with the product. */
export const listPrompts = async (): Promise<Prompt[]> => {
  const { items, shipped } = await told(client.GET('/api/prompts'));
  return [...items.filter((one) => !one.draft_removes).map(ownPrompt), ...shipped.map(shippedPrompt)];
};
