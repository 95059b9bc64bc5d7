/** Above a list of lines: a new one, and the drafts that wait to be put in force. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { ConfigEntry } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { LineForm } from './LineForm';
import type { LineKind } from './shapes';
import { Waiting } from './Waiting';
import { lineWords } from './words';

export function LineBar({ kind, items }: { kind: LineKind; items: ConfigEntry[] }) {
  const t = useTexts(lineWords);
  const [adding, setAdding] = useState(false);
  const taken = items.map(({ key }) => key);
  return (
    <div className="line-bar">
      <div className="line-actions">
        <Button icon={<PlusOutlined aria-hidden />} disabled={adding} onClick={() => setAdding(true)}>
          {t(`add_${kind}`)}
        </Button>
      </div>
      <Waiting of={{ [kind]: items }} />
      {adding ? <LineForm kind={kind} entry={null} taken={taken} onDone={() => setAdding(false)} /> : null}
    </div>
  );
}
