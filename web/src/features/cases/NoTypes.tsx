/** Cases where there are no types yet: what is missing, and the way there for who arranges it. */
import { FileDoneOutlined } from '@ant-design/icons';
import { texts, useTexts } from '@/shared/i18n/texts';
import { NoneYet } from './NoneYet';

const words = texts(
  {
    title: '还没有工单类型',
    text: '工单按类型受理、派给团队、计算时限，先要有类型。',
    arrange: '去建立工单类型',
    ask: '请班长在“配置 · 工单”里建立并发布。',
  },
  {
    title: 'No types of cases yet',
    text: 'Cases are opened, assigned and timed by their type: it comes first.',
    arrange: 'Make types of cases',
    ask: 'Ask a team leader to make and publish them under Settings, Cases.',
  },
);

export function NoTypes() {
  const t = useTexts(words);
  return (
    <NoneYet
      icon={<FileDoneOutlined />}
      title={t('title')}
      text={t('text')}
      to="/settings/cases"
      way={t('arrange')}
      ask={t('ask')}
    />
  );
}
