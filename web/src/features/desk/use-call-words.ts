/** The lines of the call in hand: asked once, then kept by what the live link tells those who are in it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Words } from '@/api/live';
import { getCallTranscript, type WordsLine } from '@/api/spoken';
import { listen } from '@/shared/live/connection';

interface Said {
  lines: WordsLine[];
}

/** With a line that was told; one that is there already is not there twice. Times of a call begin with its first
 *  line where nothing was asked yet. */
export function withLine(before: Said | undefined, { at, ...told }: Words['line']): Said {
  const lines = before?.lines ?? [];
  const first = lines[0];
  const came = new Date(at / 1000).toISOString();
  const seconds = first ? (Date.parse(came) - Date.parse(first.at)) / 1000 + first.seconds : 0;
  const line: WordsLine = { ...told, at: came, seconds: Math.max(0, seconds) };
  const known = (one: WordsLine): boolean =>
    Math.abs(Date.parse(one.at) - Date.parse(came)) < 5 && one.side === line.side && one.text === line.text;
  if (lines.some(known)) return { lines };
  return { lines: [...lines, line].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) };
}

/** `now`: the call is up. What was said before stays in sight while it is written up. */
export function useCallWords(interaction: string, now: boolean): readonly WordsLine[] {
  const client = useQueryClient();
  const key = ['call', interaction, 'words'];
  const asked = useQuery({
    queryKey: key,
    queryFn: () => getCallTranscript(interaction),
    staleTime: Infinity,
    enabled: now,
    retry: false,
  });
  useEffect(
    () =>
      listen({
        words: (words) => {
          if (words.interaction === interaction)
            client.setQueryData<Said>(['call', interaction, 'words'], (before) =>
              withLine(before, words.line),
            );
        },
      }),
    [client, interaction],
  );
  return asked.data?.lines ?? [];
}
