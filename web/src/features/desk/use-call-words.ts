/** The lines of the call in hand: asked once, then kept by what the live link tells those who are in it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Words } from '@/api/live';
import { getCallTranscript, type WordsLine } from '@/api/spoken';
import { listen } from '@/shared/live/connection';

interface Said {
  lines: WordsLine[];
}

const inOrder = (lines: WordsLine[]): WordsLine[] =>
  lines.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));

const same = (one: WordsLine, other: WordsLine): boolean =>
  Math.abs(Date.parse(one.at) - Date.parse(other.at)) < 5 &&
  one.side === other.side &&
  one.text === other.text;

/** With a line that was told; one that is there already is not there twice. Times of a call begin with its first
 *  line where nothing was asked yet. */
export function withLine(before: Said | undefined, { at, ...told }: Words['line']): Said {
  const lines = before?.lines ?? [];
  const first = lines[0];
  const came = new Date(at / 1000).toISOString();
  const seconds = first ? (Date.parse(came) - Date.parse(first.at)) / 1000 + first.seconds : 0;
  const line: WordsLine = { ...told, at: came, seconds: Math.max(0, seconds) };
  return lines.some((one) => same(one, line)) ? { lines } : { lines: inOrder([...lines, line]) };
}

/** What was asked for, with what was told meanwhile. */
export const joined = (asked: Said, before: Said | undefined): Said => {
  const missed = (before?.lines ?? []).filter((line) => !asked.lines.some((one) => same(one, line)));
  return { lines: inOrder([...asked.lines, ...missed]) };
};

/** Apart from what else is known of a call: that is asked again at every turn of it. */
const keyOf = (interaction: string) => ['call-words', interaction];

/** What was said so far, as far as it is known here: nothing is asked for it. */
export function useSaidSoFar(interaction: string): readonly WordsLine[] {
  const said = useQuery({
    queryKey: keyOf(interaction),
    queryFn: () => getCallTranscript(interaction),
    enabled: false,
    staleTime: Infinity,
  });
  return said.data?.lines ?? [];
}

/** `now`: the call is up. What was said before stays in sight while it is written up. */
export function useCallWords(interaction: string, now: boolean): readonly WordsLine[] {
  const client = useQueryClient();
  const queryKey = keyOf(interaction);
  const asked = useQuery({
    queryKey,
    queryFn: async () => joined(await getCallTranscript(interaction), client.getQueryData<Said>(queryKey)),
    staleTime: Infinity,
    enabled: now,
    retry: false,
  });
  useEffect(
    () =>
      listen({
        snapshot: () => void client.invalidateQueries({ queryKey: keyOf(interaction) }),
        words: (words) => {
          if (words.interaction === interaction)
            client.setQueryData<Said>(keyOf(interaction), (before) => withLine(before, words.line));
        },
      }),
    [client, interaction],
  );
  return asked.data?.lines ?? [];
}
