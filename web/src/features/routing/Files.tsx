/** The configuration as a file: save it, write in it, and take over what it says differently as drafts. What that would
 * change is seen before anything happens, and whom it would overwrite. */
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox } from 'antd';
import { useRef, useState, type ChangeEvent } from 'react';
import { checkImport, EXPORT, importDocument, type Document, type ImportChecked } from '@/api/exchange';
import { ROUTING_KINDS } from '@/api/routing';
import type { ItemChanged } from '@/api/versions';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Refused } from '@/shared/ui/Refused';
import { fileWords } from './file-words';
import { Differences } from './Told';
import { useAgain } from './use-drafts';
import { useTold } from './use-told';

const KINDS = [...ROUTING_KINDS];
/** As the server takes it. */
const MOST_CHARACTERS = 1024 * 1024;

type Item = ImportChecked['items'][number];

/** Items that somebody else has changed since the file was saved. */
function Late({ items, onOver }: { items: Item[]; onOver: () => void }) {
  const t = useTexts(fileWords);
  const locale = useLocale();
  const told = useTold(items as ItemChanged[]);
  const now = dateAt(serverNow());
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('late')}
      description={
        <>
          <ul className="route-told">
            {items.map((item, nth) => (
              <li key={`${item.kind}/${item.key}`}>
                {t('lateItem', {
                  item: told[nth]?.head ?? item.key,
                  who: (item.late?.by && nameIn(item.late.by, locale)) || t('system'),
                  when: item.late ? whenOf(item.late.at, now) : '',
                })}
              </li>
            ))}
          </ul>
          <p>{t('lateText')}</p>
          <Button danger onClick={onOver}>
            {t('over')}
          </Button>
        </>
      }
    />
  );
}

interface FoundProps {
  checked: ImportChecked;
  document: Document;
  onOver: () => void;
  onDone: () => void;
}

function Found({ checked, document, onOver, onDone }: FoundProps) {
  const t = useTexts(fileWords);
  const { message } = App.useApp();
  const again = useAgain();
  const taking = useMutation({ mutationFn: () => importDocument(document), onSuccess: again });
  const late = checked.items.filter((item) => item.late);
  const take = (): void =>
    taking.mutate(undefined, {
      onSuccess: ({ changed }) => {
        void message.success(t('taken', { n: changed.length }));
        onDone();
      },
    });
  return (
    <>
      {checked.items.length ? <h3>{t('would', { n: checked.items.length })}</h3> : <p>{t('same')}</p>}
      {checked.items.length ? <Differences changes={checked.items as ItemChanged[]} /> : null}
      {checked.others ? <p className="quiet">{t('others', { n: checked.others })}</p> : null}
      {late.length ? <Late items={late} onOver={onOver} /> : null}
      <Refused failure={taking.error} />
      {checked.items.length && !late.length ? (
        <Button type="primary" loading={taking.isPending} onClick={take}>
          {t('take')}
        </Button>
      ) : null}
    </>
  );
}

export function Files() {
  const t = useTexts(fileWords);
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<{ name: string; document: Document } | null>(null);
  const [tooLong, setTooLong] = useState(false);
  const looking = useMutation({ mutationFn: checkImport });
  const look = (name: string, document: Document): void => {
    setFile({ name, document });
    looking.mutate(document);
  };
  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const chosen = event.target.files?.[0];
    event.target.value = ''; // so that the same file can be chosen again once it was changed
    if (!chosen) return;
    const yaml = chosen.size > 4 * MOST_CHARACTERS ? '' : await chosen.text();
    setTooLong(!yaml || yaml.length > MOST_CHARACTERS);
    setFile(null);
    if (yaml && yaml.length <= MOST_CHARACTERS)
      look(chosen.name, { yaml, whole: false, over: false, kinds: KINDS });
  };
  const change = (more: Partial<Document>): void => {
    if (file) look(file.name, { ...file.document, ...more });
  };
  return (
    <section className="panel files">
      <p>{t('text')}</p>
      <div className="files-ways">
        <Button icon={<DownloadOutlined aria-hidden />} href={EXPORT} download>
          {t('export')}
        </Button>
        <Button
          icon={<UploadOutlined aria-hidden />}
          loading={looking.isPending}
          onClick={() => input.current?.click()}
        >
          {t('choose')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".yaml,.yml,application/yaml"
          aria-label={t('choose')}
          hidden
          onChange={(event) => void choose(event)}
        />
        {file ? <strong>{file.name}</strong> : null}
        {file ? (
          <Checkbox
            checked={file.document.whole}
            onChange={({ target }) => change({ whole: target.checked })}
          >
            {t('whole')}
          </Checkbox>
        ) : null}
      </div>
      {tooLong ? <Alert type="error" showIcon role="alert" title={t('tooLong')} /> : null}
      {file ? <Refused failure={looking.error} /> : null}
      {file && looking.data ? (
        <Found
          checked={looking.data}
          document={file.document}
          onOver={() => change({ over: true })}
          onDone={() => setFile(null)}
        />
      ) : null}
    </section>
  );
}
