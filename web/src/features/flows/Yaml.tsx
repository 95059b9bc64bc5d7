/** The flow as YAML: taken out as it stands here, and put in from a text or a file. */
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { readYaml, writeYaml } from '@/api/flows';
import { useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';
import { useEditing } from './editing';
import { FieldSet } from './fields/Set';
import { pageWords } from './page-words';
import type { useFlow } from './use-flow';

/** Lets the browser keep a text as a file. */
function keep(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

export function Yaml({ name, flow }: { name: string; flow: ReturnType<typeof useFlow> }) {
  const { disabled } = useEditing();
  const t = useTexts(pageWords);
  const { message } = App.useApp();
  const { body } = flow.item;
  const file = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const writing = useMutation({
    mutationFn: () => writeYaml(name),
    onSuccess: (text) => keep(`${name}.yaml`, text),
  });
  const reading = useMutation({
    mutationFn: readYaml,
    onSuccess: (read) => {
      flow.write({ ...body, ...read });
      setTyped(null);
      void message.info(t('imported'));
    },
  });
  const open = async (chosen: File | undefined): Promise<void> => {
    if (chosen) setTyped(await chosen.text());
  };
  return (
    <FieldSet label="YAML" fault="">
      <div className="flow-doing">
        <Button
          icon={<DownloadOutlined aria-hidden />}
          disabled={flow.item.changed}
          title={flow.item.changed ? t('saveFirstYaml') : undefined}
          loading={writing.isPending}
          onClick={() => writing.mutate()}
        >
          {t('exportYaml')}
        </Button>
        {disabled || typed !== null ? null : (
          <Button icon={<UploadOutlined aria-hidden />} onClick={() => setTyped('')}>
            {t('importYaml')}
          </Button>
        )}
      </div>
      <Refused failure={writing.error ?? reading.error} />
      {typed === null ? null : (
        <>
          <p className="quiet">{t('importText')}</p>
          <Input.TextArea
            aria-label={t('importYaml')}
            autoFocus
            className="flow-yaml"
            autoSize={{ minRows: 6, maxRows: 20 }}
            maxLength={1_000_000}
            value={typed}
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
          <input
            ref={file}
            type="file"
            hidden
            accept=".yaml,.yml,.json,text/plain"
            onChange={(event) => void open(event.target.files?.[0])}
          />
          <div className="flow-doing">
            <Button
              type="primary"
              disabled={!typed.trim()}
              loading={reading.isPending}
              onClick={() => reading.mutate(typed)}
            >
              {t('take')}
            </Button>
            <Button onClick={() => file.current?.click()}>{t('file')}</Button>
            <Button onClick={() => setTyped(null)}>{t('cancel')}</Button>
          </div>
        </>
      )}
    </FieldSet>
  );
}
