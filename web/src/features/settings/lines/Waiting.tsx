/** The drafts of a page that wait to be put in force, and what stands against it. */
import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import { Problem } from '@/api/client';
import type { ConfigEntry } from '@/api/types';
import { waits } from '@/shared/config/entries';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { settingsWords } from '../words';
import { usePublish } from './use-drafts';
import { lineWords } from './words';

type KindWord = keyof (typeof settingsWords)['zh-CN'];

/** The whole is checked when some of it is published: what is refused may stand on another page. */
function About({ failure }: { failure: unknown }) {
  const t = useTexts(lineWords);
  const locale = useLocale();
  const { kind, item } = failure instanceof Problem ? failure.params : {};
  if (typeof kind !== 'string' || !(kind in settingsWords['zh-CN'])) return null;
  const word = settingsWords[locale][kind as KindWord];
  const about = t('heldBy', { kind: word, item: String(item ?? '') });
  return <Link to={`/settings/${kind}`}>{about}</Link>;
}

/** `of`: what the page shows, by kind. Only drafts of these kinds are published. */
export function Waiting({ of }: { of: Record<string, readonly ConfigEntry[]> }) {
  const t = useTexts(lineWords);
  const locale = useLocale();
  const publishing = usePublish();
  const kinds = Object.keys(of).filter((kind) => of[kind]?.some(waits));
  const waiting = kinds.flatMap((kind) => of[kind]?.filter(waits) ?? []).length;
  const words = kinds.map((kind) => settingsWords[locale][kind as KindWord]);
  const named = new Intl.ListFormat(locale, { type: 'conjunction' }).format(words);
  const said = publishing.isError ? wordsFor(publishing.error, locale) : null;
  return (
    <>
      {waiting ? (
        <div className="line-actions" role="status">
          <span className="pill wait">{t('waiting', { n: waiting })}</span>
          <Button
            type="primary"
            title={t('publishText', { kinds: named })}
            loading={publishing.isPending}
            onClick={() => publishing.mutate(kinds)}
          >
            {t('publish')}
          </Button>
        </div>
      ) : null}
      {said ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={said.title}
          description={
            <>
              {said.detail} <About failure={publishing.error} />
            </>
          }
        />
      ) : null}
    </>
  );
}
