/** Where calls go on in one case: a number, saved by itself, so that a refusal stands at the field it is about. */
import { Button, Input } from 'antd';
import { useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { Wishes } from '@/api/extensions';
import { sentenceFor } from '@/shared/i18n/refusals';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { useWish } from './use-wish';
import { extensionWords } from './words';

export type Why = Exclude<keyof Wishes, 'dnd'>;
/** What is dialled to hear one's own mailbox; calls can be sent there as well. */
export const MAILBOX = '*97';

export function Forward({ number, why, kept }: { number: string; why: Why; kept: string }) {
  const t = useTexts(extensionWords);
  const locale = useLocale();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const wishing = useWish(number);
  const value = typed ?? kept;
  const changed = value.trim() !== kept;
  const failed = wishing.isError;
  const save = (to: string): void =>
    wishing.mutate({ [why]: to.replace(/[\s-]/g, '') }, { onSuccess: () => setTyped(null) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (changed) save(value);
  };
  const undo = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    setTyped(null);
    wishing.reset();
  };
  const said = failed ? sentenceFor(wishing.error, locale) : t(`${why}Text`);
  return (
    <form className="forward" onSubmit={submit} noValidate>
      <label htmlFor={id}>{t(why)}</label>
      <Input
        id={id}
        className="num"
        value={value}
        maxLength={24}
        inputMode="tel"
        autoComplete="off"
        placeholder={t('nowhere')}
        suffix={value === MAILBOX ? <span className="quiet">{t('mailbox')}</span> : <span />}
        status={failed ? 'error' : ''}
        aria-invalid={failed}
        aria-describedby={`${id}-said`}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={undo}
      />
      <Button htmlType="submit" disabled={!changed} loading={wishing.isPending}>
        {t('save')}
      </Button>
      <Button type="text" disabled={kept === MAILBOX || wishing.isPending} onClick={() => save(MAILBOX)}>
        {t('toMailbox')}
      </Button>
      <span id={`${id}-said`} role={failed ? 'alert' : undefined} className={failed ? 'fault' : 'quiet'}>
        {said}
        {wishing.isSuccess && !changed ? (
          <span className="forward-saved" role="status">
            {' '}
            {t('saved')}
          </span>
        ) : null}
      </span>
    </form>
  );
}
