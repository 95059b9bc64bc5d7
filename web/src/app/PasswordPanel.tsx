/** One's own password: the current one, and the new one twice. */
import { useMutation } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { changePassword } from '@/api/calls';
import { Problem } from '@/api/client';
import { useLocale } from '@/shared/i18n/locale';
import { sentenceFor } from '@/shared/i18n/refusals';
import { texts, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { SideForm } from '@/shared/ui/SideForm';

const words = texts(
  {
    title: '修改密码',
    current: '现在的密码',
    new: '新密码',
    again: '再输一次新密码',
    rule: '至少 10 个字',
    differs: '两次输入的新密码不一样',
    save: '修改',
    saved: '密码已修改，其他地方的登录已退出。',
  },
  {
    title: 'Change password',
    current: 'Current password',
    new: 'New password',
    again: 'New password again',
    rule: 'At least 10 characters',
    differs: 'The two are not the same',
    save: 'Change',
    saved: 'Changed. You are signed out everywhere else.',
  },
);

export function PasswordPanel({ onClose }: { onClose: () => void }) {
  const t = useTexts(words);
  const locale = useLocale();
  const { message } = App.useApp();
  const [typed, setTyped] = useState({ current: '', new: '', again: '' });
  const saving = useMutation({
    mutationFn: () => changePassword(typed.current, typed.new),
    onSuccess: () => {
      void message.success(t('saved'));
      onClose();
    },
  });
  const differs = typed.again !== '' && typed.again !== typed.new;
  const key = saving.error instanceof Problem ? saving.error.key : '';
  const at = key === 'password.wrong' ? 'current' : key.startsWith('password.') ? 'new' : '';
  const said = (field: string): string => (field === at ? sentenceFor(saving.error, locale) : '');
  const field = (name: keyof typeof typed) => (
    <Input.Password
      value={typed[name]}
      maxLength={200}
      autoFocus={name === 'current'}
      autoComplete={name === 'current' ? 'current-password' : 'new-password'}
      onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
    />
  );
  return (
    <SideForm title={t('title')} className="own-password" onSubmit={saving.mutate} onClose={onClose}>
      <Field label={t('current')} fault={said('current')}>
        {field('current')}
      </Field>
      <Field label={t('new')} fault={said('new')} rule={t('rule')}>
        {field('new')}
      </Field>
      <Field label={t('again')} fault={differs ? t('differs') : ''}>
        {field('again')}
      </Field>
      <Refused failure={at ? null : saving.error} />
      <Button
        htmlType="submit"
        type="primary"
        loading={saving.isPending}
        disabled={!typed.current || !typed.new || typed.again !== typed.new}
      >
        {t('save')}
      </Button>
    </SideForm>
  );
}
