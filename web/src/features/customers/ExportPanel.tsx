/** All customers as a sheet: first somebody says why, and it is kept. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { SideForm } from '@/shared/ui/SideForm';
import { reviewWords } from './review-words';

const LEAST = 2;

export function ExportPanel({ onClose }: { onClose: () => void }) {
  const t = useTexts(reviewWords);
  const [why, setWhy] = useState('');
  const told = why.trim();
  const ready = told.length >= LEAST;
  const address = `/api/customers/sheet?${new URLSearchParams({ why: told }).toString()}`;
  const take = (): void => {
    if (!ready) return;
    window.location.assign(address);
    onClose();
  };
  return (
    <SideForm title={t('export')} className="customer-form" onSubmit={take} onClose={onClose}>
      <Field label={t('why')} rule={t('whyText')}>
        <Input autoFocus maxLength={200} value={why} onChange={(event) => setWhy(event.target.value)} />
      </Field>
      <div className="customer-actions">
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {t('go')}
        </Button>
      </div>
    </SideForm>
  );
}
