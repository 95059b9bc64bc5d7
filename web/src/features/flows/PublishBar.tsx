/** Flows that wait to be put in force, in words; published together, their tests first. */
import { Alert, App, Button } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { Problem } from '@/api/client';
import type { ItemChanged } from '@/api/versions';
import type { ConfigEntry } from '@/api/types';
import { nameOf, useKind, waits } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { sentenceFor } from '@/shared/i18n/refusals';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { pageWords } from './page-words';
import { Differences } from './Told';
import { usePublish } from './use-flow';

function Refusal({ failure, items }: { failure: unknown; items: ConfigEntry[] }) {
  const t = useTexts(pageWords);
  const locale = useLocale();
  const params = failure instanceof Problem ? failure.params : {};
  const key = params.kind === 'flow' && typeof params.item === 'string' ? params.item : null;
  const entry = items.find((one) => one.key === key);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('refused')}
      description={
        <>
          <p>{sentenceFor(failure, locale)}</p>
          {key ? (
            <Link to={`/flows/edit/${key}`} state={{ failure }}>
              {t('toItem', { name: (entry && nameIn(nameOf(entry), locale)) || key })}
            </Link>
          ) : null}
        </>
      }
    />
  );
}

/** `unsaved`: what is written on this page is not in any draft yet. */
export function PublishBar({ unsaved = false }: { unsaved?: boolean }) {
  const t = useTexts(pageWords);
  const { message } = App.useApp();
  const items = useKind('flow').data?.items;
  const waiting = useMemo<ItemChanged[]>(
    () =>
      (items ?? []).filter(waits).map((entry) => ({
        kind: 'flow',
        key: entry.key,
        before: entry.value,
        after: entry.draft_removes ? null : entry.draft,
      })),
    [items],
  );
  const publishing = usePublish();
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
    <section className="panel flow-publish" role="status">
      <div className="flow-row">
        <span className="pill wait">{t('changes', { n: waiting.length })}</span>
        <Button type="text" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'hide' : 'show')}
        </Button>
        {unsaved ? <span className="quiet">{t('saveFirst')}</span> : null}
        <Button
          type="primary"
          className="push"
          disabled={unsaved}
          loading={publishing.isPending}
          onClick={publish}
        >
          {t('publish')}
        </Button>
      </div>
      {publishing.isError ? <Refusal failure={publishing.error} items={items ?? []} /> : null}
      {shown ? <Differences changes={waiting} /> : null}
    </section>
  );
}
