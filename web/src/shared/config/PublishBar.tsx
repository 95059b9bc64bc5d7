/** Drafts that wait to be put in force, in words; published together, or refused with the way to what is wrong. */
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useMemo, useState, type ComponentType, type ReactNode } from 'react';
import { Link } from 'react-router';
import { publishConfig } from '@/api/calls';
import { Problem } from '@/api/client';
import type { ConfigList } from '@/api/types';
import type { ItemChanged } from '@/api/versions';
import { useLocale } from '@/shared/i18n/locale';
import { sentenceFor } from '@/shared/i18n/refusals';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { nameOf, waits } from './entries';
import { withFailure } from './failure-before';
import { itemOf } from './meanwhile';
import { publishWords } from './publish-words';
import './publish.css';

interface Props {
  /** Of each kind that is published here, its items; undefined until they are known. */
  lists: readonly (ConfigList | undefined)[];
  kinds: readonly string[];
  /** Fetches anew what shows drafts and versions. */
  again: () => Promise<void>;
  /** Where an item is written. */
  wayTo: (kind: string, key: string) => string | null;
  /** So many changes wait. */
  changes: (n: number) => string;
  Differences: ComponentType<{ changes: ItemChanged[] }>;
  /** What is written on this page is not in any draft yet. */
  unsaved?: boolean;
  /** What is to be known before it is published. */
  children?: ReactNode;
}

function Refusal({ failure, lists, wayTo }: Pick<Props, 'lists' | 'wayTo'> & { failure: unknown }) {
  const t = useTexts(publishWords);
  const locale = useLocale();
  const item = failure instanceof Problem ? itemOf(failure) : null;
  const way = item && wayTo(item.kind, item.key);
  const known = lists.find((list) => list?.kind === item?.kind)?.items;
  const entry = known?.find(({ key }) => key === item?.key);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('refused')}
      description={
        <>
          <p>{sentenceFor(failure, locale)}</p>
          {item && way ? (
            <Link to={way} state={withFailure(failure)}>
              {t('toItem', { name: (entry && nameIn(nameOf(entry), locale)) || item.key })}
            </Link>
          ) : null}
        </>
      }
    />
  );
}

const waitingOf = (lists: Props['lists']): ItemChanged[] =>
  lists.flatMap((list) =>
    (list?.items ?? []).filter(waits).map((entry) => ({
      kind: list?.kind ?? '',
      key: entry.key,
      before: entry.value,
      after: entry.draft_removes ? null : entry.draft,
    })),
  );

export function PublishBar(given: Props) {
  const { lists, kinds, again, wayTo, changes, Differences, unsaved = false, children } = given;
  const t = useTexts(publishWords);
  const { message } = App.useApp();
  const waiting = useMemo(() => waitingOf(lists), [lists]);
  const publishing = useMutation({ mutationFn: () => publishConfig([...kinds]), onSuccess: again });
  const [shown, setShown] = useState(false);
  const publish = (): void =>
    publishing.mutate(undefined, {
      onSuccess: ({ number }) => {
        setShown(false);
        void message.success(t('published', { n: number }));
      },
    });
  if (!waiting.length) return null;
  return (
    <section className="panel publish" role="status">
      <div className="publish-row">
        <span className="pill wait">{changes(waiting.length)}</span>
        <Button type="text" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'hide' : 'show')}
        </Button>
        {unsaved ? <span className="quiet">{t('saveFirst')}</span> : null}
        <Button
          type="primary"
          className="publish-now"
          disabled={unsaved}
          loading={publishing.isPending}
          onClick={publish}
        >
          {t('publish')}
        </Button>
      </div>
      {children}
      {publishing.isError ? <Refusal failure={publishing.error} lists={lists} wayTo={wayTo} /> : null}
      {shown ? <Differences changes={waiting} /> : null}
    </section>
  );
}
