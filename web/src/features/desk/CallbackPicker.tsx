/** A call back in the wrap-up: whether, when, at which number, what about. */
import { PhoneOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useTexts } from '@/shared/i18n/texts';
import { callbackWords } from './callback-words';
import type { DraftCallback } from './draft';
import { TimePicker } from './TimePicker';

interface PickerProps {
  value: DraftCallback | null;
  /** The number that called, as this person may see it; empty when it was withheld. */
  caller: string;
  missing: boolean;
  onChange: (value: DraftCallback | null) => void;
}

const FRESH: DraftCallback = { at: null, number: null, note: '' };

export function CallbackPicker({ value, caller, missing, onChange }: PickerProps) {
  const t = useTexts(callbackWords);
  if (!value) {
    return (
      <div className="wrap-up-field">
        <h3>{t('callback')}</h3>
        <span>
          <Button size="small" icon={<PhoneOutlined aria-hidden />} onClick={() => onChange(FRESH)}>
            {t('promise')}
          </Button>
        </span>
      </div>
    );
  }
  const change = (wish: Partial<DraftCallback>): void => onChange({ ...value, ...wish });
  return (
    <fieldset className="wrap-up-field callback-field">
      <legend className="only-heard">{t('callback')}</legend>
      <div className="callback-head">
        <h3>{t('callback')}</h3>
        <Button size="small" type="text" onClick={() => onChange(null)}>
          {t('noPromise')}
        </Button>
      </div>
      <TimePicker value={value.at} onChange={(at) => change({ at })} />
      {missing ? <p className="wrap-up-missing">{t('whenNeeded')}</p> : null}
      <div className="callback-lines">
        <Input
          inputMode="tel"
          maxLength={40}
          aria-label={t('number')}
          placeholder={caller ? `${caller} (${t('sameNumber')})` : t('number')}
          value={value.number ?? ''}
          onChange={(event) => change({ number: event.target.value || null })}
        />
        <Input
          maxLength={200}
          aria-label={t('about')}
          placeholder={t('about')}
          value={value.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </div>
    </fieldset>
  );
}
