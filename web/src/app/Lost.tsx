import { CompassOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { useTexts } from '@/shared/i18n/texts';
import { Empty } from '@/shared/ui/Empty';
import { frameWords } from './words';

export function Lost() {
  const t = useTexts(frameWords);
  return (
    <Empty icon={<CompassOutlined />} title={t('lostTitle')} actions={<Link to="/">{t('toHome')}</Link>}>
      {t('lostText')}
    </Empty>
  );
}
