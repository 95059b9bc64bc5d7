/** What waits to be put in force, in words; published together, or refused with the way to what is wrong. */
import { Alert, App, Button } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { Problem } from '@/api/client';
import { ROUTING_KINDS } from '@/api/routing';
import type { ItemChanged } from '@/api/versions';
import { nameOf, useKind, waits } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { sentenceFor } from '@/shared/i18n/refusals';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { itemOf } from './faults';
import { pageWords } from './page-words';
import { Differences } from './Told';
import { usePublish } from './use-drafts';

const PARTS: Record<string, string> = { queue: 'queues', skill: 'skills', hours: 'calendars' };

/** Every draft of the kinds of these pages, as a difference to what is in force. */
function useWaiting(): ItemChanged[] {
  const [queue, skill, hours] = ROUTING_KINDS;
  const queues = useKind(queue).data;
  const skills = useKind(skill).data;
  const calendars = useKind(hours).data;
  return useMemo(
    () =>
      [queues, skills, calendars].flatMap((list) =>
        (list?.items ?? []).filter(waits).map((entry) => ({
          kind: list?.kind ?? '',
          key: entry.key,
          before: entry.value,
          after: entry.draft_removes ? null : entry.draft,
        })),
      ),
    [queues, skills, calendars],
  );
}

/** The way to the item that stands in the way. */
function ToItem({ failure }: { failure: unknown }) {
  const t = useTexts(pageWords);
  const locale = useLocale();
  const item = failure instanceof Problem ? itemOf(failure) : null;
  const part = item ? PARTS[item.kind] : undefined;
  const known = useKind(item && part ? item.kind : 'queue').data;
  if (!item || !part) return null;
  const entry = known?.items.find(({ key }) => key === item.key);
  return (
    <Link to={`/routing/${part}/${item.key}`} state={{ failure }}>
      {t('toItem', { name: (entry && nameIn(nameOf(entry), locale)) || item.key })}
    </Link>
  );
}

function Refusal({ failure }: { failure: unknown }) {
  const t = useTexts(pageWords);
  const locale = useLocale();
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('refused')}
      description={
        <>
          <p>{sentenceFor(failure, locale)}</p>
          <ToItem failure={failure} />
        </>
      }
    />
  );
}

export function PublishBar() {
  const t = useTexts(pageWords);
  const { message } = App.useApp();
  const waiting = useWaiting();
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
    <section className="panel route-publish" role="status">
      <div className="route-row">
        <span className="pill wait">{t('changes', { n: waiting.length })}</span>
        <Button type="text" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'hide' : 'show')}
        </Button>
        <Button type="primary" className="push" loading={publishing.isPending} onClick={publish}>
          {t('publish')}
        </Button>
      </div>
      {publishing.isError ? <Refusal failure={publishing.error} /> : null}
      {shown ? <Differences changes={waiting} /> : null}
    </section>
  );
}
