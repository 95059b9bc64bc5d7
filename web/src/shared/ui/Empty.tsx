/** Nothing here: what will be, and how to make it come. Or it went wrong: what to do. */
import { DisconnectOutlined, InboxOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { texts, useTexts } from '@/shared/i18n/texts';

const words = texts({ again: '再试一次' }, { again: 'Try again' });

interface EmptyProps {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
  actions?: ReactNode;
}

export function Empty({ title, children, icon = <InboxOutlined />, actions }: EmptyProps) {
  return (
    <div className="empty" role="status">
      <span aria-hidden>{icon}</span>
      <strong>{title}</strong>
      {children ? <p>{children}</p> : null}
      {actions ? <div className="actions">{actions}</div> : null}
    </div>
  );
}

export function Failed({ failure, again }: { failure: unknown; again?: () => void }) {
  const said = wordsFor(failure, useLocale());
  const t = useTexts(words);
  return (
    <div className="empty" role="alert">
      <span aria-hidden>
        <DisconnectOutlined />
      </span>
      <strong>{said.title}</strong>
      {said.detail ? <p>{said.detail}</p> : null}
      {again ? (
        <div className="actions">
          <Button onClick={again}>{t('again')}</Button>
        </div>
      ) : null}
    </div>
  );
}
