/** What is left when a room fails while drawing, or could not be fetched after an upgrade. */
import { BugOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { Empty } from '@/shared/ui/Empty';
import { frameWords } from './words';

export function Broken() {
  const t = useTexts(frameWords);
  return (
    <Empty
      icon={<BugOutlined />}
      title={t('brokenTitle')}
      actions={
        <Button type="primary" onClick={() => location.reload()}>
          {t('reload')}
        </Button>
      }
    >
      {t('brokenText')}
    </Empty>
  );
}
