/**
 * How the build is cut into files. Left to itself it makes some forty small ones for the first page, and each is a
 * way there and back. What every page needs is two files, one of others' code and one of ours, so that a new version
 * of ours leaves the larger one in the browser's cache; what only the desk needs is one more.
 */
import type { Rolldown } from 'vite';

/** What is asked of the bundler about a module. */
export interface Known {
  code: string | null;
  importedIds: string[];
}
export type Ask = (id: string) => Known | null;

const FIRST = /\/src\/main\.tsx$/;
const DESK = /\/src\/features\/desk\/DeskPage\.tsx$/;
/** Files that only hand on what a hundred others hold: following them would fetch all of it. */
const COUNTER = /\/(antd|@ant-design\/icons)\/es\/index\.js$/;
const NAMED = /import\s*\{([^}]*)\}\s*from\s*['"](?:antd|@ant-design\/icons)['"]/g;

const hyphened = (name: string): string => name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();

/** The names that a module takes over the counter. */
function taken(code: string | null): string[] {
  const lists = [...(code ?? '').matchAll(NAMED)].map(([, names]) => names ?? '');
  return lists.flatMap((list) => list.split(',')).map((name) => (name.trim().split(/\s/)[0] ?? '').trim());
}

/** Where the counter has it from: `antd/es/date-picker/index.js`, `@ant-design/icons/es/icons/BugOutlined.js`. */
const holds = (id: string, name: string): boolean =>
  id.endsWith(`/es/${hyphened(name)}/index.js`) || id.endsWith(`/es/icons/${name}.js`);

/** What a module fetches; of the counters only what it names. */
function nextOf(known: Known, ask: Ask): string[] {
  const names = taken(known.code);
  return known.importedIds.flatMap((id) => {
    if (!COUNTER.test(id)) return [id];
    return [id, ...(ask(id)?.importedIds ?? []).filter((held) => names.some((name) => holds(held, name)))];
  });
}

/** Every module that is fetched with this one, itself included. */
export function reach(start: string, ask: Ask): Set<string> {
  const found = new Set<string>();
  const left = [start];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    const known = COUNTER.test(id) ? null : ask(id);
    if (known) left.push(...nextOf(known, ask));
  }
  return found;
}

/** The plugin notes where the two pages begin; the groups say, once the graph is known, who goes into which file. */
export function chunks(): { plugin: Rolldown.Plugin; groups: Rolldown.CodeSplittingGroup[] } {
  const starts = { first: '', desk: '' };
  let reached: { first: Set<string>; desk: Set<string> } | null = null;
  const plugin: Rolldown.Plugin = {
    name: 'huawu-chunks',
    buildStart: () => {
      reached = null;
    },
    moduleParsed: ({ id }) => {
      if (FIRST.test(id)) starts.first = id;
      if (DESK.test(id)) starts.desk = id;
    },
  };
  const fileOf = (id: string, ask: Ask): string | null => {
    reached ??= { first: reach(starts.first, ask), desk: reach(starts.desk, ask) };
    if (id === starts.first || id === starts.desk) return null; // what is asked for by name stays so
    if (reached.first.has(id)) return id.includes('/node_modules/') ? 'base' : 'page';
    return reached.desk.has(id) ? 'desk' : null;
  };
  const groups = ['base', 'page', 'desk'].map((file, place): Rolldown.CodeSplittingGroup => ({
    name: (id, graph) => (fileOf(id, (asked) => graph.getModuleInfo(asked)) === file ? file : null),
    priority: 3 - place,
  }));
  return { plugin, groups };
}
