/** Taking a message: field after field by the keyboard, what to read back beside it, Ctrl+Enter takes it down. */
import { useMutation } from '@tanstack/react-query';
import { App, AutoComplete, Button, Checkbox, Input, Radio } from 'antd';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { Problem } from '@/api/client';
import { correctSlip, getSlip, takeSlip, type Slip } from '@/api/slips';
import { useFoundInDirectory } from '@/shared/dial/directory';
import { groupPhone } from '@/shared/format/phone';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useKeptForm } from '@/shared/kept-form';
import { useSession } from '@/shared/session/session';
import { Field } from '@/shared/ui/Field';
import { SideForm } from '@/shared/ui/SideForm';
import { askedOf, draftFor, draftOf, fieldOf, handOf, readBack, type AtHand, type Draft } from './draft';
import { useKept } from './use-slips';
import { slipWords } from './words';
import { SentBefore } from '../SentBefore';
import '../paper.css';
import './slips.css';

const WISHES = ['please_call', 'will_call', 'will_come', 'wants_to_see', 'no_reply'] as const;

interface Writing {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  fault: (name: keyof Draft) => string;
}

/** Somebody of the directory, or a name. */
function Whom({ draft, set, fault }: Writing) {
  const t = useTexts(slipWords);
  const locale = useLocale();
  // Enter takes the first: it must be one whom these words found.
  const found = useFoundInDirectory(draft.entry ? '' : draft.whom, { former: false });
  const options = found.map((one) => ({
    value: one.id,
    label: (
      <span className="slip-found">
        <strong>{nameIn(one.name, locale)}</strong>
        <span className="quiet">{nameIn(one.department, locale)}</span>
        <span className="num quiet">{one.reach[0]?.number ?? ''}</span>
      </span>
    ),
  }));
  return (
    <Field label={t('whom')} fault={fault('whom')} rule={t('whomHint')}>
      <AutoComplete
        autoFocus
        defaultActiveFirstOption
        options={options}
        value={draft.whom}
        onChange={(typed: string) => {
          if (!found.some((one) => one.id === typed)) set({ whom: typed, entry: '' });
        }}
        onSelect={(id: string) => {
          const one = found.find((each) => each.id === id);
          if (one) set({ entry: id, whom: nameIn(one.name, locale) });
        }}
      />
    </Field>
  );
}

function Texts({ draft, set, fault, hand }: Writing & { hand: AtHand | null }) {
  const t = useTexts(slipWords);
  const line = (name: 'caller' | 'company', maxLength: number): ReactElement => (
    <Field label={t(name)} fault={fault(name)}>
      <Input
        autoComplete="off"
        value={draft[name]}
        maxLength={maxLength}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </Field>
  );
  const known = hand?.number ? t('numberOfCall', { number: groupPhone(hand.number) }) : '';
  return (
    <>
      <div className="slip-two">
        {line('caller', 60)}
        {line('company', 80)}
      </div>
      <Field label={t('number')} fault={fault('number')} rule={t('numberHint')}>
        <Input
          inputMode="tel"
          autoComplete="off"
          placeholder={known}
          value={draft.number}
          maxLength={32}
          onChange={(event) => set({ number: event.target.value })}
        />
      </Field>
      <Field label={t('about')} fault={fault('about')}>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={draft.about}
          maxLength={1000}
          onChange={(event) => set({ about: event.target.value })}
        />
      </Field>
      <fieldset className="slip-wish">
        <legend>{t('wish')}</legend>
        <Radio.Group
          value={draft.wish}
          options={WISHES.map((value) => ({ value, label: t(value) }))}
          onChange={(event) => set({ wish: event.target.value as Draft['wish'] })}
        />
      </fieldset>
      <Checkbox checked={draft.urgent} onChange={(event) => set({ urgent: event.target.checked })}>
        {t('urgentLong')}
      </Checkbox>
    </>
  );
}

/** Keeps what is saved. `begun`: the slip that the draft belongs to; who was slower sees what stands now, then may
 * save upon it. */
function useSaving(begun: Slip | null, key: string, hand: AtHand | null, onDone: () => void) {
  const t = useTexts(slipWords);
  const { message } = App.useApp();
  const kept = useKept();
  const [revision, setRevision] = useState(begun?.revision ?? 0);
  const [now, setNow] = useState<Slip | null>(null);
  const save = useMutation({
    mutationFn: ({ draft, checked }: { draft: Draft; checked: boolean }) => {
      const body = askedOf(draft, hand);
      return begun
        ? correctSlip(begun.id, { ...body, revision })
        : takeSlip({ ...body, key, read_back: checked });
    },
    onSuccess: (whole) => {
      kept(whole);
      onDone();
      void message.success(t(whole.slip.state === 'taken' ? 'savedUnread' : 'saved'));
    },
    onError: async (failure) => {
      if (!begun || !(failure instanceof Problem) || failure.key !== 'slip.changed_meanwhile') return;
      const whole = await getSlip(begun.id);
      kept(whole);
      setNow(whole.slip);
      setRevision(whole.slip.revision);
    },
  });
  return { save, now };
}

/** What somebody else made of the message meanwhile: to be seen before it is written over. */
function StandsNow({ slip }: { slip: Slip }) {
  const t = useTexts(slipWords);
  const locale = useLocale();
  return (
    <section className="slip-read" aria-label={t('standsNow')}>
      <h3>{t('standsNow')}</h3>
      <p>{readBack(draftOf(slip, nameIn(slip.to.name, locale)), handOf(slip), t)}</p>
    </section>
  );
}

/** What is written of a new one is kept over a reload, by who writes and the call at hand. */
function useWords(slip: Slip | null, hand: AtHand | null) {
  const locale = useLocale();
  const name = `slip.${useSession().user.id}.${hand?.interaction ?? ''}`;
  return useKeptForm(slip ? '' : name, slip ? draftOf(slip, nameIn(slip.to.name, locale)) : draftFor(hand));
}

interface FormProps {
  /** Null: a new one. */
  slip: Slip | null;
  /** The call at hand, for a new one. */
  hand: AtHand | null;
  onClose: () => void;
}

export function SlipForm({ slip: shown, hand: calling, onClose }: FormProps) {
  const t = useTexts(slipWords);
  const locale = useLocale();
  // The one that the draft began from, whatever is asked for again behind the form.
  const [slip] = useState(shown);
  const hand = slip ? handOf(slip) : calling;
  const { key, words: draft, set: put, forget } = useWords(slip, hand);
  const [checked, setChecked] = useState(false);
  const drop = (): void => {
    forget();
    onClose();
  };
  const { save, now } = useSaving(slip, key, hand, drop);
  const at = save.error instanceof Problem ? fieldOf(save.error.key) : '';
  const fault = (name: keyof Draft): string =>
    save.error && at === name ? wordsFor(save.error, locale).title : '';
  const set = (change: Partial<Draft>): void => {
    put(change);
    setChecked(false);
  };
  const submit = (): void => save.mutate({ draft, checked });
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    const held = event.ctrlKey || event.metaKey;
    // In a line Enter chooses what was found: the message is not sent by it, half written.
    if (held || event.target instanceof HTMLInputElement) event.preventDefault();
    if (held && !save.isPending) submit();
  };
  return (
    <SideForm
      title={t(slip ? 'correct' : 'fresh')}
      className="paper-form"
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="paper-fields" onKeyDown={onKey}>
        {save.error && !at ? <SentBefore failure={save.error} list="/slips" onClose={drop} /> : null}
        {now ? <StandsNow slip={now} /> : null}
        <Whom draft={draft} set={set} fault={fault} />
        <Texts draft={draft} set={set} fault={fault} hand={hand} />
        <section className="slip-read" aria-label={t('readBackTitle')}>
          <h3>{t('readBackTitle')}</h3>
          <p>{readBack(draft, hand, t)}</p>
          {slip ? null : (
            <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)}>
              {t('checked')}
            </Checkbox>
          )}
        </section>
        <div className="paper-actions">
          <Button type="primary" htmlType="submit" loading={save.isPending} title="Ctrl+Enter">
            {t(slip ? 'keep' : 'save')}
          </Button>
          <Button onClick={drop}>{t('cancel')}</Button>
        </div>
      </div>
    </SideForm>
  );
}
