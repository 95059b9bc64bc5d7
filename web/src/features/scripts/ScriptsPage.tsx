/** The script library: every script by scene, what is due and what waits; beside it the one that is chosen. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { ScriptRow, Vocabulary } from '@/api/scripts';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Empty, Failed } from '@/shared/ui/Empty';
import { NewScript } from './NewScript';
import { ScriptDetail } from './ScriptDetail';
import { ScriptList } from './ScriptList';
import { useScripts, useVocabulary } from './use-scripts';
import { libraryWords } from './words';
import './scripts.css';

export function ScriptsPage() {
  const t = useTexts(libraryWords);
  const session = useSession();
  const go = useNavigate();
  const asked = useScripts();
  const vocabulary = useVocabulary().data;
  const [adding, setAdding] = useState(false);
  const writes = may(session, 'scripts.write');
  const add = writes ? (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  ) : null;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('title')}</h1>
        <div className="push">{add}</div>
      </div>
      {asked.isPending || !vocabulary ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {asked.isError ? <Failed failure={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data?.length === 0 ? (
        <Empty title={t('empty')} actions={add}>
          {t('emptyText')}
        </Empty>
      ) : null}
      {asked.data?.length && vocabulary ? <Library rows={asked.data} vocabulary={vocabulary} /> : null}
      {adding && vocabulary ? (
        <NewScript
          vocabulary={vocabulary}
          close={() => setAdding(false)}
          made={(script) => {
            setAdding(false);
            void go(`/scripts/${script}`);
          }}
        />
      ) : null}
    </div>
  );
}

function Library({ rows, vocabulary }: { rows: ScriptRow[]; vocabulary: Vocabulary }) {
  const t = useTexts(libraryWords);
  const { id } = useParams();
  return (
    <div className="library">
      <ScriptList rows={rows} vocabulary={vocabulary} chosen={id} />
      {id ? <ScriptDetail key={id} id={id} vocabulary={vocabulary} /> : <Empty title={t('choose')} />}
    </div>
  );
}
