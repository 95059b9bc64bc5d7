/** Help with cases: what is asked of me, and what I ask for myself. */
import { CustomerServiceOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import type { CaseHelp } from '@/api/calm';
import { useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { CaseTabs } from '../CaseTabs';
import { HelpLine } from '@/shared/helps/HelpLine';
import { useHelps } from '@/shared/helps/use-helps';
import { helpWords } from '@/shared/helps/words';
import '../cases.css';

function Lines({ label, items }: { label: string; items: CaseHelp[] }) {
  if (!items.length) return null;
  return (
    <section className="panel" aria-label={label}>
      <div className="panel-head">
        <h2>
          {label} <span className="quiet num">{items.length}</span>
        </h2>
      </div>
      <ul className="help-list">
        {items.map((one) => (
          <HelpLine key={one.id} help={one} />
        ))}
      </ul>
    </section>
  );
}

export function HelpsPage() {
  const t = useTexts(helpWords);
  const asked = useHelps();
  const { items = [], own = [] } = asked.data ?? {};
  return (
    <div className="page cases-page">
      <CaseTabs />
      <div className="page-head">
        <h1>{t('title')}</h1>
      </div>
      {asked.isPending ? <Skeleton active /> : null}
      {asked.isError && !asked.data ? (
        <Failed failure={asked.error} again={() => void asked.refetch()} />
      ) : null}
      <Lines label={t('forMe')} items={items} />
      <Lines label={t('own')} items={own} />
      {asked.data && !items.length && !own.length ? (
        <Empty icon={<CustomerServiceOutlined />} title={t('none')}>
          {t('noneText')}
        </Empty>
      ) : null}
    </div>
  );
}
