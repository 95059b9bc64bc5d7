/** To whom cases can be given: `agent:ID` or `team:KEY`, as one choice. */
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useArrangement } from './use-cases';
import { caseWords } from './words';

export function useWhom() {
  const locale = useLocale();
  const t = useTexts(caseWords);
  return (useArrangement().data?.teams ?? []).map((team) => ({
    label: nameIn(team.name, locale),
    options: [
      { value: `team:${team.id}`, label: `${nameIn(team.name, locale)} · ${t('toTeam')}` },
      ...team.members.map((one) => ({
        value: `agent:${one.id}`,
        label: `${nameIn(one.name, locale)} ${one.number}`,
      })),
    ],
  }));
}

/** Everybody whom a case or an improvement can be given to, each once however many teams they are in. */
export function useOwners(): { value: string; label: string }[] {
  const locale = useLocale();
  const teams = useArrangement().data?.teams ?? [];
  const known = new Map(teams.flatMap(({ members }) => members).map((one) => [one.id, one]));
  return [...known.values()].map(({ id, number, name }) => ({
    value: id,
    label: `${nameIn(name, locale)} ${number}`,
  }));
}

export function whomOf(choice: string): { team: string | null; owner: string | null } {
  const [kind, ...rest] = choice.split(':');
  const id = rest.join(':');
  return kind === 'team' ? { team: id, owner: null } : { team: null, owner: id };
}
