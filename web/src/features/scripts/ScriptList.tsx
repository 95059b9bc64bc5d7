/** Scripts by scene, with how each stands; filtered by words, or to those that are due or wait. */
import { Input, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ScriptRow, Vocabulary } from '@/api/scripts';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { libraryWords } from './words';

type Filter = 'all' | 'due' | 'waiting' | 'mine';

const KEEPS: Record<Filter, (row: ScriptRow) => boolean> = {
  all: () => true,
  due: (row) => row.due || row.over,
  waiting: (row) => row.unfinished?.status === 'proposed',
  mine: (row) => row.unfinished?.mine === true,
};

function Standing({ row }: { row: ScriptRow }) {
  const t = useTexts(libraryWords);
  return (
    <span className="library-standing">
      {row.version ? <span className="pill good">{t('shown', { n: row.version })}</span> : null}
      {row.over ? <span className="pill bad">{t('over')}</span> : null}
      {row.version || row.over ? null : <span className="pill">{t('notShown')}</span>}
      {row.trial ? (
        <span className="pill live">{t('trial', { n: row.trial.version, share: row.trial.share })}</span>
      ) : null}
      {row.unfinished ? <span className="pill wait">{t(row.unfinished.status)}</span> : null}
      {row.due && !row.over ? <span className="pill wait">{t('due')}</span> : null}
    </span>
  );
}

interface Given {
  rows: ScriptRow[];
  vocabulary: Vocabulary;
  chosen: string | undefined;
}

export function ScriptList({ rows, vocabulary, chosen }: Given) {
  const t = useTexts(libraryWords);
  const locale = useLocale();
  const [filter, setFilter] = useState<Filter>('all');
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const shown = rows.filter(
    (row) => KEEPS[filter](row) && `${row.name.zh} ${row.name.en}`.toLowerCase().includes(wanted),
  );
  const scenes = vocabulary.scenes.filter(({ key }) => shown.some(({ scene }) => scene === key));
  return (
    <nav className="panel library-list" aria-label={t('title')}>
      <div className="library-filter">
        <Input
          data-search
          allowClear
          aria-label={t('search')}
          placeholder={t('search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Segmented<Filter>
          aria-label={t('which')}
          block
          size="small"
          value={filter}
          onChange={setFilter}
          options={(['all', 'due', 'waiting', 'mine'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </div>
      {scenes.map(({ key, name }) => (
        <section key={key} aria-label={nameIn(name, locale)}>
          <h2>{nameIn(name, locale)}</h2>
          <ul>
            {shown
              .filter(({ scene }) => scene === key)
              .map((row) => (
                <li key={row.id}>
                  <Link
                    to={`/scripts/${row.id}`}
                    aria-current={row.id === chosen ? 'page' : undefined}
                    className="library-row"
                  >
                    <span>{nameIn(row.name, locale)}</span>
                    <Standing row={row} />
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {shown.length ? null : <p className="quiet library-none">{t('noMatch')}</p>}
    </nav>
  );
}
