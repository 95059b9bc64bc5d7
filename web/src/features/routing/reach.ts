/** Which queues a dialled number can lead to: its own, or those of its flow. Pure. */
import type { ConfigEntry } from '@/api/types';

const bodyOf = (entries: ConfigEntry[], key: unknown): Record<string, unknown> | null => {
  const entry = entries.find((each) => each.key === key);
  return entry ? (entry.draft ?? entry.value) : null;
};

interface Node {
  do?: string;
  queue?: string;
}

/** null: any; none when it leads to no queue at all. */
export function reachedFrom(
  number: string | null,
  numbers: ConfigEntry[],
  flows: ConfigEntry[],
): string[] | null {
  const body = bodyOf(numbers, number);
  if (!body) return null;
  if (typeof body.queue === 'string') return [body.queue];
  const graph = bodyOf(flows, body.flow)?.graph as { nodes?: Record<string, Node> } | undefined;
  const queues = Object.values(graph?.nodes ?? {}).flatMap((node) =>
    node.do === 'enqueue' && node.queue ? [node.queue] : [],
  );
  return [...new Set(queues)];
}
