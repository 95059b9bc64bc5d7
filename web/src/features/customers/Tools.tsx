/** How one begins with customers: a new one, a sheet of them, the review. */
import {
  DownloadOutlined,
  FileSearchOutlined,
  IdcardOutlined,
  PlusOutlined,
  UploadOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { CustomerCard } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Empty } from '@/shared/ui/Empty';
import { customerWords } from './words';

/** The one whose form is open; a new one; nobody. */
export type Open = CustomerCard | 'new' | 'sheet' | 'export' | 'review' | null;

export interface ToolProps {
  onOpen: (open: Open) => void;
}

function Add({ onOpen, type }: ToolProps & { type?: 'primary' }) {
  const t = useTexts(customerWords);
  return (
    <Button {...(type ? { type } : {})} icon={<PlusOutlined />} onClick={() => onOpen('new')}>
      {t('add')}
    </Button>
  );
}

function Import({ onOpen }: ToolProps) {
  const t = useTexts(customerWords);
  return (
    <Button icon={<UploadOutlined />} onClick={() => onOpen('sheet')}>
      {t('import')}
    </Button>
  );
}

export function Tools({ onOpen }: ToolProps) {
  const t = useTexts(customerWords);
  const session = useSession();
  if (!may(session, 'customers.change')) return null;
  return (
    <div className="push">
      <Button icon={<FileSearchOutlined />} onClick={() => onOpen('review')}>
        {t('review')}
      </Button>
      <Add onOpen={onOpen} />
      {may(session, 'customers.keep') ? (
        <>
          <Import onOpen={onOpen} />
          <Button icon={<DownloadOutlined />} onClick={() => onOpen('export')}>
            {t('export')}
          </Button>
        </>
      ) : null}
    </div>
  );
}

/** Nobody yet: what the page is for, and the ways to begin. */
export function Nobody({ onOpen }: ToolProps) {
  const t = useTexts(customerWords);
  const session = useSession();
  const begin = may(session, 'customers.change') ? (
    <>
      <Add onOpen={onOpen} type="primary" />
      {may(session, 'customers.keep') ? <Import onOpen={onOpen} /> : null}
    </>
  ) : null;
  return (
    <section className="panel customers-none">
      <Empty icon={<IdcardOutlined />} title={t('empty')} actions={begin}>
        {t('emptyText')}
      </Empty>
    </section>
  );
}
