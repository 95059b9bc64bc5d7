/** Sheets that were taken before: each can be undone. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import { listImports, undoImport } from '@/api/customers';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Refused } from '@/shared/ui/Refused';
import { sheetWords } from './sheet-words';

export function PastImports() {
  const t = useTexts(sheetWords);
  const locale = useLocale();
  const client = useQueryClient();
  const { message } = App.useApp();
  const found = useQuery({ queryKey: ['customers', 'imports'], queryFn: listImports });
  const undo = useMutation({
    mutationFn: undoImport,
    onSuccess: ({ back, left }) => {
      const names = listIn(left, locale);
      void message.info(left.length ? t('left', { n: back, names }) : t('back', { n: back }), 8);
      return client.invalidateQueries({ queryKey: ['customers'] });
    },
  });
  if (!found.data?.items.length) return null;
  const now = dateAt(serverNow());
  return (
    <section aria-label={t('before')}>
      <h3>{t('before')}</h3>
      <Refused failure={undo.error} />
      <ul className="import-lines">
        {found.data.items.map(({ id, file, by, at, new: fresh, changed, undone_at }) => (
          <li key={id}>
            <span className="quiet num">{whenOf(at, now)}</span>
            <span>
              {file}{' '}
              <span className="quiet">{[nameIn(by, locale), t('was', { fresh, changed })].join(' · ')}</span>
            </span>
            {undone_at ? (
              <span className="quiet">{t('undone')}</span>
            ) : (
              <Popconfirm title={t('sureUndo')} okText={t('undo')} onConfirm={() => undo.mutate(id)}>
                <Button size="small">{t('undo')}</Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
