/** One flow, once its draft is here. */
import { ApartmentOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import { Link } from 'react-router';
import { useKind } from '@/shared/config/entries';
import { useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { FlowEditor } from './FlowEditor';
import { pageWords } from './page-words';

export function FlowRoom({ chosen, mayChange }: { chosen: string; mayChange: boolean }) {
  const t = useTexts(pageWords);
  const asked = useKind('flow');
  const entry = asked.data?.items.find(({ key }) => key === chosen);
  if (entry) return <FlowEditor entry={entry} mayChange={mayChange} />;
  if (asked.isPending) return <Skeleton active className="panel flow-wait" />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  return (
    <Empty icon={<ApartmentOutlined />} title={t('gone')} actions={<Link to="/flows">{t('all')}</Link>}>
      {t('goneText')}
    </Empty>
  );
}
