/** Behind the bell: what one is told of cases. It stays until one follows it or says that one knows. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { seeCaseNotices, type CaseNotices as Told } from '@/api/case-notices';
import { dateAt, whenOf } from '@/shared/format/time';
import { texts, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { useSayRefusal } from '@/shared/ui/say-refusal';

const words = texts(
  { known: '知道了', knownOf: '知道了：{title}', all: '全部知道了（{n}）' },
  { known: 'Got it', knownOf: 'Got it: {title}', all: 'Got all of them ({n})' },
);

export function CaseNotices({ told, onLeave }: { told: Told; onLeave: () => void }) {
  const t = useTexts(words);
  const client = useQueryClient();
  const seeing = useMutation({
    mutationFn: seeCaseNotices,
    onSuccess: (after) => client.setQueryData(['case-notices'], after),
    onError: useSayRefusal(),
  });
  const now = dateAt(serverNow());
  return (
    <>
      <ul>
        {told.items.map((one) => (
          <li key={one.id} className="notice-told">
            <Link
              to={one.to}
              className="notice is-wait"
              onClick={() => {
                seeing.mutate([one.id]);
                onLeave();
              }}
            >
              <strong>{one.title}</strong>
              <span className="quiet">
                {one.text} <span className="num">{whenOf(one.at, now)}</span>
              </span>
            </Link>
            <Button
              size="small"
              type="text"
              aria-label={t('knownOf', { title: one.title })}
              onClick={() => seeing.mutate([one.id])}
            >
              {t('known')}
            </Button>
          </li>
        ))}
      </ul>
      {told.many > 1 ? (
        <Button size="small" onClick={() => seeing.mutate(null)}>
          {t('all', { n: told.many })}
        </Button>
      ) : null}
    </>
  );
}
