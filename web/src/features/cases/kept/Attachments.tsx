/** Files of a case: added by a button or by dropping them here, taken to keep, removed and put back. */
import { DeleteOutlined, PaperClipOutlined, UndoOutlined } from '@ant-design/icons';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Progress, Tooltip } from 'antd';
import { useCallback, useRef, useState, type DragEvent } from 'react';
import {
  addressOf,
  listAttachments,
  putAttachmentBack,
  removeAttachment,
  type CaseAttachment,
  type CaseAttachments,
} from '@/api/attached';
import type { CaseWhole } from '@/api/cases';
import { percentOf, sizeOf } from '@/shared/format/number';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { sentenceFor } from '@/shared/i18n/refusals';
import { clausesIn, nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { fileWords } from './file-words';
import { useSending, type OnItsWay } from './use-sending';

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

function Line({ file, of, onChange }: { file: CaseAttachment; of: string; onChange: () => void }) {
  const t = useTexts(fileWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  const name = file.removed_at || !file.there ? <s>{file.name}</s> : file.name;
  const lasts = file.downloads.map(({ at, by }) =>
    t('takenBy', { when: whenOf(at, now), who: nameIn(by, locale) }),
  );
  const change = file.removed_at ? 'back' : 'remove';
  return (
    <li>
      <Tooltip title={t('sum', { sum: file.sha256 })}>
        {file.there ? (
          <a href={addressOf(of, file.id)} download>
            {name}
          </a>
        ) : (
          <span>{name}</span>
        )}
      </Tooltip>
      <span className="quiet num">{sizeOf(file.size)}</span>
      <span className="quiet">
        <span className="num">{whenOf(file.added_at, now)}</span> {nameIn(file.added_by, locale)}
      </span>
      {file.downloaded ? (
        <Tooltip title={clausesIn(lasts, locale)}>
          <span className="quiet">{t('taken', { n: file.downloaded })}</span>
        </Tooltip>
      ) : null}
      {file.removed_at ? <span className="quiet">{t(file.there ? 'removed' : 'gone')}</span> : null}
      {file.changeable ? (
        <Button
          size="small"
          type="text"
          icon={file.removed_at ? <UndoOutlined aria-hidden /> : <DeleteOutlined aria-hidden />}
          aria-label={t(change, { name: file.name })}
          onClick={onChange}
        >
          {t(file.removed_at ? 'backShort' : 'removeShort')}
        </Button>
      ) : null}
    </li>
  );
}

function Way({ one, again, leave }: { one: OnItsWay; again: () => void; leave: () => void }) {
  const t = useTexts(fileWords);
  const locale = useLocale();
  const { name } = one.file;
  if (one.failure)
    return (
      <li role="alert">
        <span className="case-file-failed">
          {t('failed', { name, why: sentenceFor(one.failure, locale) })}
        </span>
        <Button size="small" onClick={again}>
          {t('again')}
        </Button>
        <Button size="small" type="text" onClick={leave}>
          {t('leave')}
        </Button>
      </li>
    );
  const said =
    one.share === null ? t('waiting', { name }) : t('sending', { name, share: percentOf(one.share) });
  return (
    <li>
      <span>{said}</span>
      <Progress
        percent={Math.floor((one.share ?? 0) * 100)}
        showInfo={false}
        size="small"
        aria-label={said}
      />
      <Button size="small" type="text" onClick={leave}>
        {t('stop')}
      </Button>
    </li>
  );
}

/** Files that may go on their way; what may not is said at once, without sending it. */
function useChosen(known: CaseAttachments | undefined) {
  const t = useTexts(fileWords);
  const { message } = App.useApp();
  return (files: File[]): File[] =>
    files.filter((file) => {
      const { name } = file;
      if (!known) return false;
      if (!known.endings.includes(endingOf(name)))
        void message.warning(t('wrongKind', { name, endings: known.endings.join(' ') }), 8);
      else if (file.size > known.most_bytes)
        void message.warning(t('tooBig', { name, size: sizeOf(known.most_bytes) }), 8);
      else return true;
      return false;
    });
}

export function Attachments({ row }: { row: CaseWhole }) {
  const t = useTexts(fileWords);
  const client = useQueryClient();
  const sayRefusal = useSayRefusal();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const key = ['cases', 'files', row.id, row.state === 'closed'];
  const asked = useQuery({
    queryKey: key,
    queryFn: () => listAttachments(row.id),
    placeholderData: keepPreviousData, // what is on its way stays to be seen while it is asked for anew
    refetchInterval: 60_000,
  });
  const fresh = useCallback(
    (after: CaseAttachments) => {
      client.setQueriesData({ queryKey: ['cases', 'files', row.id] }, after);
      void client.invalidateQueries({ queryKey: ['cases', 'one', row.id] });
    },
    [client, row.id],
  );
  const { way, send, again, leave } = useSending(row.id, fresh);
  const changing = useMutation({
    mutationFn: (file: CaseAttachment) =>
      (file.removed_at ? putAttachmentBack : removeAttachment)(row.id, file.id),
    onSuccess: fresh,
    onError: sayRefusal,
  });
  const fit = useChosen(asked.data);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    send(fit([...event.dataTransfer.files]));
  };
  const { items = [], addable = false, most_bytes = 0, endings = [] } = asked.data ?? {};
  if (!addable && !items.length) return null;
  return (
    <section
      className={over ? 'case-part case-files is-over' : 'case-part case-files'}
      aria-label={t('title')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(addable);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={addable ? drop : (event) => event.preventDefault()}
    >
      <h4>{t('title')}</h4>
      <ul className="case-file-list">
        {items.map((file) => (
          <Line key={file.id} file={file} of={row.id} onChange={() => changing.mutate(file)} />
        ))}
        {way.map((one) => (
          <Way key={one.key} one={one} again={() => again(one.key)} leave={() => leave(one.key)} />
        ))}
      </ul>
      {addable ? (
        <p className="case-file-add">
          <input
            ref={input}
            type="file"
            multiple
            hidden
            accept={endings.map((ending) => `.${ending}`).join(',')}
            aria-label={t('add')}
            onChange={(event) => {
              send(fit([...(event.target.files ?? [])]));
              event.target.value = '';
            }}
          />
          <Button
            size="small"
            icon={<PaperClipOutlined aria-hidden />}
            onClick={() => input.current?.click()}
          >
            {t('add')}
          </Button>{' '}
          <span className="quiet">{t('drop', { size: sizeOf(most_bytes) })}</span>
        </p>
      ) : null}
    </section>
  );
}
