/** Several cases at once: given to somebody or laid into a team's list, with the way back. */
import { useMutation } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { assignCases, undoAssigning, type CaseLine } from '@/api/cases';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { useArrangement, useFreshMany } from './use-cases';
import { caseWords } from './words';

/** `agent:ID` or `team:KEY`, as one choice. */
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

export function whomOf(choice: string): { team: string | null; owner: string | null } {
  const [kind, ...rest] = choice.split(':');
  const id = rest.join(':');
  return kind === 'team' ? { team: id, owner: null } : { team: null, owner: id };
}

export function BulkBar({ chosen, clear }: { chosen: CaseLine[]; clear: () => void }) {
  const t = useTexts(caseWords);
  const { message } = App.useApp();
  const sayRefusal = useSayRefusal();
  const fresh = useFreshMany();
  const whom = useWhom();
  const [choice, choose] = useState<string | null>(null);
  const undoing = useMutation({
    mutationFn: undoAssigning,
    onSuccess: ({ cases }) => {
      fresh();
      void message.success(t('undone', { n: cases.length }));
    },
    onError: sayRefusal,
  });
  const assigning = useMutation({
    mutationFn: () =>
      assignCases({ cases: chosen.map(({ id, revision }) => ({ id, revision })), ...whomOf(choice ?? '') }),
    onSuccess: ({ entries }) => {
      fresh();
      clear();
      const undo = (): void => {
        message.destroy('cases-assigned');
        undoing.mutate(entries);
      };
      void message.success({
        key: 'cases-assigned',
        duration: 10,
        content: (
          <>
            {t('assignedMany', { n: entries.length })}{' '}
            <Button type="link" size="small" onClick={undo}>
              {t('undo')}
            </Button>
          </>
        ),
      });
    },
    onError: (failure) => {
      fresh();
      sayRefusal(failure);
    },
  });
  return (
    <div className="case-bulk panel" role="region" aria-label={t('assign')}>
      <strong>{t('selected', { n: chosen.length })}</strong>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('assignTo')}
        placeholder={t('assignTo')}
        style={{ width: 260 }}
        value={choice}
        options={whom}
        onChange={choose}
      />
      <Button
        type="primary"
        disabled={!choice}
        loading={assigning.isPending}
        onClick={() => assigning.mutate()}
      >
        {t('assign')}
      </Button>
      <Button type="text" onClick={clear}>
        {t('selectNone')}
      </Button>
    </div>
  );
}
