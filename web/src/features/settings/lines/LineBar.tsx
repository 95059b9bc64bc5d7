/** Above a list of lines: a new one, and the drafts that wait to be put in force. */
import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { ConfigEntry } from '@/api/types';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { useTexts } from '@/shared/i18n/texts';
import { LineForm } from './LineForm';
import { waits, type LineKind } from './shapes';
import { usePublish } from './use-drafts';
import { lineWords } from './words';

export function LineBar({ kind, items }: { kind: LineKind; items: ConfigEntry[] }) {
  const t = useTexts(lineWords);
  const locale = useLocale();
  const [adding, setAdding] = useState(false);
  const publishing = usePublish();
  const waiting = items.filter(waits).length;
  const taken = items.map(({ key }) => key);
  const said = publishing.isError ? wordsFor(publishing.error, locale) : null;
  return (
    <div className="line-bar">
      <div className="line-actions">
        <Button icon={<PlusOutlined aria-hidden />} disabled={adding} onClick={() => setAdding(true)}>
          {t(`add_${kind}`)}
        </Button>
        {waiting ? (
          <span className="line-actions push" role="status">
            <span className="pill wait">{t('waiting', { n: waiting })}</span>
            <Button
              type="primary"
              title={t('publishText')}
              loading={publishing.isPending}
              onClick={() => publishing.mutate()}
            >
              {t('publish')}
            </Button>
          </span>
        ) : null}
      </div>
      {said ? (
        <Alert type="error" showIcon role="alert" title={said.title} description={said.detail} />
      ) : null}
      {adding ? <LineForm kind={kind} entry={null} taken={taken} onDone={() => setAdding(false)} /> : null}
    </div>
  );
}
