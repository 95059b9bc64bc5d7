/** The lexicon: words of the house, what they are taken for, and the sounds by which they are found. */
import { PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { soundsLike } from '@/api/speech';
import type { Body } from '@/shared/config/entries';
import { partsOf } from '@/shared/flow/plain';
import { TakeAway, Typed } from '@/shared/flow/Typed';
import { useTexts } from '@/shared/i18n/texts';
import { SearchField } from '@/shared/ui/SearchField';
import { dropped, replaced } from '@/shared/lists';
import { useSettled } from '@/shared/ui/use-settled';
import { termsOf, type Term } from './plan';
import { speechWords } from './words';

/** How many are shown at first, and more each time. */
const PAGE = 50;
const NONE: ReadonlyMap<string, string> = new Map();

interface Props {
  body: Body;
  fault: string;
  disabled: boolean;
  onChange: (body: Body) => void;
}

/** By term, once they have come to rest: how each of those in sight sounds. */
function useSounds(terms: Term[]): ReadonlyMap<string, string> {
  const asked = useSettled(
    terms
      .map(({ term }) => term.slice(0, 40))
      .filter(Boolean)
      .join('\n'),
  );
  const found = useQuery({
    queryKey: ['speech', 'sounds', asked],
    queryFn: async () => {
      const list = asked.split('\n');
      const sounds = await soundsLike(list);
      return new Map(list.map((term, nth) => [term, sounds[nth] ?? '']));
    },
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  return found.data ?? NONE;
}

export function LexiconRows({ body, fault, disabled, onChange }: Props) {
  const t = useTexts(speechWords);
  const terms = termsOf(body);
  const [sought, setSought] = useState('');
  const [most, setMost] = useState(PAGE);
  const found = terms
    .map((one, nth) => ({ one, nth }))
    .filter(({ one }) => [one.term, ...(one.heard_as ?? [])].join(' ').includes(sought));
  const shown = found.slice(0, most);
  const sounds = useSounds(shown.map(({ one }) => one));
  const write = (next: Term[]): void => onChange({ ...body, lexicon: next });
  const add = (): void => {
    setSought('');
    write([{ term: '' }, ...terms]);
  };
  const put = (nth: number, one: Term): void => write(replaced(terms, nth, one));
  return (
    <section className="speech-part" aria-label={t('lexicon')}>
      <h3>{t('lexicon')}</h3>
      <p className="quiet">{t('lexiconText')}</p>
      {fault ? (
        <p className="fault" role="alert">
          {fault}
        </p>
      ) : null}
      {terms.length ? null : <p className="quiet">{t('emptyTerm')}</p>}
      {terms.length > PAGE ? (
        <SearchField placeholder={t('findTerm')} value={sought} onSearch={setSought} />
      ) : null}
      <ol className="speech-terms">
        {shown.map(({ one, nth }) => (
          <li key={nth}>
            <Input
              aria-label={`${t('term')} ${nth + 1}`}
              placeholder={t('term')}
              value={one.term}
              maxLength={40}
              disabled={disabled}
              onChange={(event) => put(nth, { ...one, term: event.target.value })}
            />
            <Typed
              label={`${t('heardAs')} ${nth + 1}`}
              placeholder={t('heardAs')}
              text={(one.heard_as ?? []).join('，')}
              options={[]}
              disabled={disabled}
              onText={(text) => {
                const heard = partsOf(text);
                put(nth, heard.length ? { term: one.term, heard_as: heard } : { term: one.term });
              }}
            />
            <span className="quiet" title={t('soundsLike')}>
              {sounds.get(one.term)}
            </span>
            <TakeAway
              what={one.term || String(nth + 1)}
              disabled={disabled}
              onClick={() => write(dropped(terms, nth))}
            />
          </li>
        ))}
      </ol>
      {found.length > most ? (
        <Button type="link" onClick={() => setMost(most + PAGE)}>
          {t('moreTerms', { n: found.length - most })}
        </Button>
      ) : null}
      {disabled ? null : (
        <Button icon={<PlusOutlined aria-hidden />} onClick={add}>
          {t('addTerm')}
        </Button>
      )}
    </section>
  );
}
