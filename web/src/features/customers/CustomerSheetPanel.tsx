/** A sheet of customers is looked at first, line by line; then it may be taken, and undone. */
import { UploadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useRef, useState } from 'react';
import { sendCustomers, type CustomerSheet, type CustomerSheetTold } from '@/api/customers';
import { base64Of, textOf } from '@/shared/format/sheet-file';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, useTexts } from '@/shared/i18n/texts';
import { newOnce } from '@/shared/once';
import { Refused } from '@/shared/ui/Refused';
import { SidePanel } from '@/shared/ui/SidePanel';
import { PastImports } from './PastImports';
import { sheetWords } from './sheet-words';

const MOST_BYTES = 4_000_000;

function Faults({ sheet }: { sheet: CustomerSheet }) {
  const t = useTexts(sheetWords);
  if (!sheet.faults.length) return null;
  return (
    <section aria-label={t('wrongCount', { n: sheet.wrong })}>
      <Alert type="warning" showIcon title={t('wrongCount', { n: sheet.wrong })} description={t('mend')} />
      <ul className="import-lines">
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

function Lines({ sheet }: { sheet: CustomerSheet }) {
  const t = useTexts(sheetWords);
  const locale = useLocale();
  return (
    <>
      <p role="status">
        {t('newCount', { n: sheet.new })} · {t('changedCount', { n: sheet.changed })} ·{' '}
        {t('sameCount', { n: sheet.same })}
      </p>
      <ul className="import-lines">
        {sheet.lines.map(({ line, what, name, sharing, short }) => (
          <li key={line}>
            <span className="quiet num">{t('line', { n: line })}</span>
            <span>
              {name}{' '}
              {sharing.length ? (
                <span className="quiet">{t('sharing', { names: listIn(sharing, locale) })}</span>
              ) : null}{' '}
              {short.length ? (
                <span className="import-short">{t('short', { numbers: listIn(short, locale) })}</span>
              ) : null}
            </span>
            <span className={what === 'same' ? 'quiet' : 'is-good'}>{t(what)}</span>
          </li>
        ))}
      </ul>
      {sheet.lines.length === sheet.most ? (
        <p className="quiet">{t('firstOnly', { n: sheet.most })}</p>
      ) : null}
    </>
  );
}

/** The file that was chosen, as it is sent. */
async function toldOf(file: File): Promise<CustomerSheetTold> {
  const bytes = await file.arrayBuffer();
  const book = /\.xlsx$/i.test(file.name);
  const name = file.name.slice(0, 200);
  const kept = { file: name, take: false, once: newOnce() };
  return book
    ? { ...kept, text: '', workbook: base64Of(bytes) }
    : { ...kept, text: textOf(bytes), workbook: '' };
}

function useImport(onTaken: (sheet: CustomerSheet) => void) {
  const client = useQueryClient();
  const [told, setTold] = useState<CustomerSheetTold | null>(null);
  const look = useMutation({ mutationFn: sendCustomers });
  const take = useMutation({
    mutationFn: (asked: CustomerSheetTold) => sendCustomers({ ...asked, take: true }),
    onSuccess: (sheet) => {
      onTaken(sheet);
      look.reset();
      setTold(null);
      return client.invalidateQueries({ queryKey: ['customers'] });
    },
  });
  const choose = async (file: File): Promise<void> => {
    const read = await toldOf(file);
    setTold(read);
    take.reset();
    look.mutate(read);
  };
  return { told, look, take, choose };
}

function Looked({ sheet, taking, onTake }: { sheet: CustomerSheet; taking: boolean; onTake: () => void }) {
  const t = useTexts(sheetWords);
  const many = sheet.new + sheet.changed;
  return (
    <>
      <Faults sheet={sheet} />
      {many ? (
        <Button type="primary" loading={taking} onClick={onTake}>
          {t('take', { n: many })}
        </Button>
      ) : (
        <p>{t('nothing')}</p>
      )}
      <Lines sheet={sheet} />
    </>
  );
}

export function CustomerSheetPanel({ onClose }: { onClose: () => void }) {
  const t = useTexts(sheetWords);
  const { message } = App.useApp();
  const file = useRef<HTMLInputElement>(null);
  const { told, look, take, choose } = useImport((sheet) => {
    void message.success(t('taken', { fresh: sheet.new, changed: sheet.changed }));
  });
  const onFile = (chosen: File | undefined): void => {
    if (!chosen) return;
    if (chosen.size > MOST_BYTES) void message.warning(t('tooBig'));
    else void choose(chosen);
  };
  return (
    <SidePanel title={t('title')} width={560} onClose={onClose}>
      <div className="import">
        <p>{t('text')}</p>
        <input
          ref={file}
          type="file"
          hidden
          accept=".csv,.txt,.xlsx,text/csv"
          aria-label={t('choose')}
          onChange={(event) => {
            onFile(event.target.files?.[0]);
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
        {look.data && told ? (
          <Looked sheet={look.data} taking={take.isPending} onTake={() => take.mutate(told)} />
        ) : null}
        <PastImports />
      </div>
    </SidePanel>
  );
}
