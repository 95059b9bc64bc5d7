/** The names behind keys, drafts included: skills, teams, queues, agents, languages. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listAnnouncements } from '@/api/routing';
import { useBoard } from '@/shared/board/board-store';
import { nameOf, useKind, type Choice } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn } from '@/shared/i18n/texts';
import type { PlanNames } from './say';

function useChoices(kind: string): Choice[] {
  const items = useKind(kind).data?.items;
  const locale = useLocale();
  return useMemo(
    () =>
      (items ?? [])
        .filter((entry) => !entry.draft_removes)
        .map((entry) => ({ value: entry.key, label: nameIn(nameOf(entry), locale) || entry.key })),
    [items, locale],
  );
}

const TONGUES = ['zh', 'en', 'ja', 'ko', 'yue', 'fr', 'de', 'ru', 'es', 'ar', 'th', 'vi', 'mn', 'ug', 'bo'];

function tongueIn(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export interface Known {
  queues: Choice[];
  skills: Choice[];
  teams: Choice[];
  agents: Choice[];
  languages: Choice[];
  hours: Choice[];
  announcements: Choice[];
  names: PlanNames;
}

/** What callers can be told: the centre's own prompts by name, the others as they are spoken in the reader's
 * language. */
function useAnnouncements(): Choice[] {
  const locale = useLocale();
  const all = useQuery({ queryKey: ['announcements'], queryFn: listAnnouncements }).data;
  return useMemo(
    () =>
      (all ?? []).map(({ name, says, own }) => ({
        value: name,
        label: (own ? nameIn(own, locale) : says[locale]) || name,
      })),
    [all, locale],
  );
}

const finder = (choices: Choice[]): ((key: string) => string) => {
  const found = new Map(choices.map(({ value, label }) => [value, label]));
  return (key) => found.get(key) ?? key;
};

/** Everything that a plan may name, as choices and as names. */
export function useKnown(): Known {
  const locale = useLocale();
  const queues = useChoices('queue');
  const skills = useChoices('skill');
  const teams = useChoices('team');
  const hours = useChoices('hours');
  const announcements = useAnnouncements();
  const staff = useBoard()?.agents;
  const seated = useMemo(() => Object.keys(staff ?? {}).join(' '), [staff]);
  return useMemo(() => {
    const agents = Object.entries(staff ?? {}).map(([id, one]) => ({
      value: id,
      label: `${nameIn(one.name, locale)} ${one.number}`,
    }));
    const languages = TONGUES.map((tag) => ({ value: tag, label: tongueIn(tag, locale) }));
    const list = new Intl.ListFormat(locale, { type: 'disjunction' });
    const names: PlanNames = {
      queue: finder(queues),
      skill: finder(skills),
      team: finder(teams),
      agent: finder(agents),
      language: (tag) => tongueIn(tag, locale),
      hours: finder(hours),
      announcement: finder(announcements),
      list: (words) => list.format(words),
    };
    return { queues, skills, teams, agents, languages, hours, announcements, names };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- who there is, not what they do
  }, [queues, skills, teams, hours, announcements, seated, locale]);
}
