/** How a step is called in lists: the beginning of its words, else what it does. */
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { titleOf, type Graph } from './draft';
import { editWords } from './edit-words';

const WORDS = { condition: 'when', set: 'set', look_up: 'lookUp', hang_up: 'step_hang_up' } as const;
const isSilent = (kind: string | undefined): kind is keyof typeof WORDS =>
  kind !== undefined && kind in WORDS;

export function useTitle(): (graph: Graph, name: string) => string {
  const t = useTexts(editWords);
  const language = useLocale() === 'zh-CN' ? 'zh' : 'en';
  return (graph, name) => {
    const node = graph.nodes[name];
    return isSilent(node?.do) ? t(WORDS[node.do as keyof typeof WORDS]) : titleOf(name, node, language);
  };
}
