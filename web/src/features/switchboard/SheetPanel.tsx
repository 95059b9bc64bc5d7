/** A sheet is looked at first, with every fault; then it may be taken. */
import { UploadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useRef, useState } from 'react';
import { sendSheet, type SheetShown } from '@/api/directory';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';
import { SidePanel } from '@/shared/ui/SidePanel';
import { MOST_BYTES, textOf } from '@/shared/format/sheet-file';
import { directoryWords } from './words';

function Faults({ sheet }: { sheet: SheetShown }) {
  const t = useTexts(directoryWords);
  if (!sheet.faults.length) return null;
  return (
    <section aria-label={t('wrongCount', { n: sheet.wrong })}>
      <Alert type="warning" showIcon title={t('wrongCount', { n: sheet.wrong })} description={t('mend')} />
      <ul className="sheet-lines">
        {sheet.faults.map(({ line, title, detail }, nth) => (
          <li key={nth}>
            <span className="quiet num">{line ? t('line', { n: line }) : t('whole')}</span>
            <span>
              {title} {detail}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lines({ sheet }: { sheet: SheetShown }) {
  const t = useTexts(directoryWords);
  const locale = useLocale();
  return (
    <>
      <p role="status">
        {t('newCount', { n: sheet.new })} · {t('changedCount', { n: sheet.changed })} ·{' '}
        {t('sameCount', { n: sheet.same })}
      </p>
      <ul className="sheet-lines">
        {sheet.lines.map(({ line, what, name, numbers }) => (
          <li key={line}>
            <span className="quiet num">{t('line', { n: line })}</span>
            <span>
              {nameIn(name, locale)} <span className="quiet num">{numbers.join(' / ')}</span>
            </span>
            <span className={what === 'same' ? 'quiet' : 'pill'}>{t(what)}</span>
          </li>
        ))}
      </ul>
      {Math.max(sheet.lines.length, sheet.faults.length) >= sheet.most ? (
        <p className="quiet">{t('firstOnly', { n: sheet.most })}</p>
      ) : null}
    </>
  );
}

export function SheetPanel({ onClose }: { onClose: () => void }) {
  const t = useTexts(directoryWords);
  const client = useQueryClient();
  const { message } = App.useApp();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const look = useMutation({ mutationFn: (told: string) => sendSheet(told, false) });
  const take = useMutation({
    mutationFn: () => sendSheet(text, true),
    onSuccess: (sheet) => {
      if (!sheet.taken) return;
      void message.success(t('taken', { fresh: sheet.new, changed: sheet.changed }));
      void client.invalidateQueries({ queryKey: ['directory'] });
      onClose();
    },
  });
  const choose = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    if (chosen.size > MOST_BYTES) {
      void message.warning(t('tooBig'));
      return;
    }
    const told = textOf(await chosen.arrayBuffer());
    setText(told);
    take.reset();
    look.mutate(told);
  };
  const sheet = take.data ?? look.data;
  const many = sheet ? sheet.new + sheet.changed : 0;
  return (
    <SidePanel title={t('sheet')} width={520} onClose={onClose}>
      <div className="sheet">
        <p>{t('sheetText')}</p>
        <input
          ref={file}
          type="file"
          hidden
          accept=".csv,.txt,text/csv"
          aria-label={t('choose')}
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Button
          autoFocus
          icon={<UploadOutlined aria-hidden />}
          loading={look.isPending}
          onClick={() => file.current?.click()}
        >
          {t('choose')}
        </Button>
        <Refused failure={look.error ?? take.error} />
        {sheet ? (
          <>
            <Faults sheet={sheet} />
            <Lines sheet={sheet} />
            {sheet.faults.length ? null : many ? (
              <Button type="primary" loading={take.isPending} onClick={() => take.mutate()}>
                {t('take', { n: many })}
              </Button>
            ) : (
              <p>{t('nothing')}</p>
            )}
          </>
        ) : null}
      </div>
    </SidePanel>
  );
}
