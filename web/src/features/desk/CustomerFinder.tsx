/** Finds the customer behind an unknown or shared number; choosing is the agent's word, never a guess. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { searchCustomers } from '@/api/calls';
import { groupPhone } from '@/shared/format/phone';
import { useTexts } from '@/shared/i18n/texts';
import { LevelMark } from '@/shared/ui/CustomerFacts';
import { SearchField } from '@/shared/ui/SearchField';
import { popWords } from './pop-words';

const MOST = 6;

export function CustomerFinder({ choose }: { choose: (customer: string, name: string) => void }) {
  const t = useTexts(popWords);
  const [text, setText] = useState('');
  const asked = useQuery({
    queryKey: ['customers', 'find', text],
    queryFn: async () => (await searchCustomers(text, MOST)).items,
    enabled: text !== '',
    staleTime: 30_000,
  });
  const found = text ? (asked.data ?? []) : [];
  return (
    <div className="finder">
      <SearchField value={text} placeholder={t('find')} onSearch={setText} />
      {text && asked.data && !found.length ? <p className="quiet">{t('found')}</p> : null}
      {found.length ? (
        <ul className="candidates">
          {found.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="candidate"
                onClick={() => {
                  setText('');
                  choose(one.id, one.name);
                }}
              >
                <strong>{one.name}</strong>
                <LevelMark level={one.level} />
                <span className="quiet">{one.company}</span>
                <span className="num quiet">{groupPhone(one.numbers[0] ?? '')}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
