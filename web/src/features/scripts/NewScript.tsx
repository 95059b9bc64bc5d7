/** A new script: for which scene, and what it is called. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { createScript, type Scene, type Vocabulary } from '@/api/scripts';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Field } from '@/shared/ui/Field';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { SideForm } from '@/shared/ui/SideForm';
import { libraryWords } from './words';

interface Given {
  vocabulary: Vocabulary;
  close: () => void;
  made: (script: string) => void;
}

export function NewScript({ vocabulary, close, made }: Given) {
  const t = useTexts(libraryWords);
  const locale = useLocale();
  const client = useQueryClient();
  const onError = useSayRefusal();
  const [scene, setScene] = useState<Scene>('greeting');
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const create = useMutation({
    mutationFn: () => createScript({ scene, name: { zh: zh.trim(), en: en.trim() }, place: 0 }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['scripts'], exact: true });
      made(id);
    },
    onError,
  });
  return (
    <SideForm title={t('add')} className="library-form" onSubmit={() => create.mutate()} onClose={close}>
      <Field label={t('scene')}>
        <Select<Scene>
          value={scene}
          onChange={setScene}
          options={vocabulary.scenes.map(({ key, name }) => ({
            value: key as Scene,
            label: nameIn(name, locale),
          }))}
        />
      </Field>
      <Field label={t('nameZh')}>
        <Input autoFocus maxLength={60} value={zh} onChange={(event) => setZh(event.target.value)} />
      </Field>
      <Field label={t('nameEn')}>
        <Input maxLength={60} value={en} onChange={(event) => setEn(event.target.value)} />
      </Field>
      <Button type="primary" htmlType="submit" disabled={!zh.trim()} loading={create.isPending}>
        {t('create')}
      </Button>
    </SideForm>
  );
}
