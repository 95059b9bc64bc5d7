/** Plans of speech that wait to be put in force. */
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Name } from '@/api/types';
import type { ItemChanged } from '@/api/versions';
import { useKind } from '@/shared/config/entries';
import { PublishBar } from '@/shared/config/PublishBar';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn, useTexts } from '@/shared/i18n/texts';
import { touched } from '@/shared/config/meanwhile';
import { speechWords } from './words';

export const KIND = 'speech';
const KINDS = [KIND];

export function useAgain(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(
      [['config'], ['config-history'], ['speech']].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
  };
}

/** What differs between two plans, a line of its fields. */
export function useFieldNames(): (fields: string[]) => string[] {
  const t = useTexts(speechWords);
  return (fields) => fields.map((field) => t(`field_${field}` as 'field_name') || field);
}

function Differences({ changes }: { changes: ItemChanged[] }) {
  const t = useTexts(speechWords);
  const locale = useLocale();
  const fields = useFieldNames();
  return (
    <ul>
      {changes.map(({ key, before, after }) => {
        const name = nameIn((after ?? before)?.name as Name | undefined, locale) || key;
        if (!after || !before) return <li key={key}>{t(after ? 'isNew' : 'gone', { name })}</li>;
        const list = listIn(fields(touched(before, after)), locale);
        return <li key={key}>{t('changed', { name, fields: list })}</li>;
      })}
    </ul>
  );
}

export function SpeechBar() {
  const t = useTexts(speechWords);
  const plans = useKind(KIND).data;
  return (
    <PublishBar
      lists={useMemo(() => [plans], [plans])}
      kinds={KINDS}
      again={useAgain()}
      wayTo={() => null}
      changes={(n) => t('changes', { n })}
      Differences={Differences}
    />
  );
}
