/** What came of a contact: type, result, note, call back. Written during the call, kept as a draft, submitted after. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { submitWrapUp } from '@/api/desk';
import type { WrapUpType } from '@/api/types';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { typePath, useWrapUpTypes } from '@/shared/ui/names';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { CallbackPicker } from './CallbackPicker';
import type { Draft } from './draft';
import { DraftMark, OtherTabsDraft } from './DraftMark';
import { endDraft, type DraftKeeper } from './draft-keeper';
import { ME_KEY } from './me';
import { Choices, TypePicker } from './TypePicker';
import { ToCase } from './ToCase';
import { askAgainSoon } from './use-callbacks';
import { useDraft } from './use-draft';
import { deskWords } from './words';

interface FormProps {
  agent: string;
  interaction: string;
  who: string;
  /** The number that called, as this person may see it. */
  caller?: string;
  /** `talking`: only a draft for now; `wrap_up`: submitting frees the agent; `late`: the timer has ended. */
  moment: 'talking' | 'wrap_up' | 'late';
  onDone?: () => void;
}

const NO_TYPES: WrapUpType[] = [];
const SUBMIT = { talking: 'submitAfter', wrap_up: 'submit', late: 'submitLate' } as const;

/** The draft as the server wants it; a call back without a time is not promised. */
function submission({ type, result, note, callback }: Draft) {
  const said = { type, result, note: note.trim() };
  if (!callback?.at) return said;
  const number = callback.number?.trim() || null;
  return { ...said, callback: { at: callback.at, number, note: callback.note.trim() } };
}

function useSubmit({ agent, interaction, onDone }: FormProps, draft: Draft, keeper: DraftKeeper) {
  const t = useTexts(deskWords);
  const { message } = App.useApp();
  const client = useQueryClient();
  const sayRefusal = useSayRefusal();
  return useMutation({
    mutationFn: async () => {
      await keeper.rest();
      return submitWrapUp(interaction, submission(draft));
    },
    onSuccess: () => {
      endDraft(agent, interaction);
      void message.success(t('submitted'));
      void client.invalidateQueries({ queryKey: ME_KEY });
      for (const key of ['interactions', 'drafts', 'callbacks', 'my-day', 'pop']) {
        void client.invalidateQueries({ queryKey: [key] });
      }
      askAgainSoon(client);
      onDone?.();
    },
    onError: (failure) => {
      keeper.goOn();
      sayRefusal(failure);
    },
  });
}

interface OutcomeProps {
  types: WrapUpType[];
  draft: Draft;
  tried: boolean;
  change: (wish: Partial<Draft>) => void;
}

/** The type that is chosen and the results it may have; `whole` when nothing of these is missing. */
function chosenIn(types: WrapUpType[], draft: Draft) {
  const leaf = typePath(types, draft.type).at(-1);
  const complete = leaf !== undefined && leaf.children.length === 0;
  const results = complete ? leaf.results : [];
  return { complete, results, whole: complete && (draft.result !== '' || !results.length) };
}

function Outcome({ types, draft, tried, change }: OutcomeProps) {
  const t = useTexts(deskWords);
  const { complete, results } = chosenIn(types, draft);
  return (
    <>
      <div className="wrap-up-field">
        <h3>{t('type')}</h3>
        {types.length ? (
          <TypePicker
            types={types}
            value={draft.type}
            label={t('type')}
            onChange={(type) => change({ type, result: '' })}
          />
        ) : (
          <p className="quiet">{t('noTypes')}</p>
        )}
        {tried && !complete ? <p className="wrap-up-missing">{t('typeNeeded')}</p> : null}
      </div>
      {results.length ? (
        <div className="wrap-up-field">
          <h3>{t('result')}</h3>
          <Choices
            label={t('result')}
            options={results}
            value={draft.result}
            onChange={(result) => change({ result })}
          />
          {tried && !draft.result ? <p className="wrap-up-missing">{t('resultNeeded')}</p> : null}
        </div>
      ) : null}
    </>
  );
}

/** A key leads into the form of the call in hand: else it lies behind every link and button of the page. */
function useWayIn(form: RefObject<HTMLFormElement | null>, moment: FormProps['moment']): void {
  const t = useTexts(deskWords);
  const commands = useMemo<Command[]>(() => {
    if (moment === 'late') return [];
    const run = (): void => form.current?.querySelector<HTMLElement>('[role=radio], textarea')?.focus();
    return [{ id: 'wrap-up-form', title: t('toForm'), keys: 'Alt+w', group: t('callKeys'), run }];
  }, [form, moment, t]);
  useOffer(commands);
}

export function WrapUpForm(props: FormProps) {
  const { agent, interaction, who, caller = '', moment } = props;
  const t = useTexts(deskWords);
  const types = useWrapUpTypes().data ?? NO_TYPES;
  const { draft, kept, theirs, keeper } = useDraft(agent, interaction, who);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useWayIn(form, moment);
  const noTime = draft.callback !== null && draft.callback.at === null;
  const sending = useSubmit(props, draft, keeper);
  const change = (wish: Partial<Draft>): void => keeper.change(wish);
  const submit = (): void => {
    setTried(true);
    const whole = chosenIn(types, draft).whole && !noTime;
    if (moment !== 'talking' && whole && !sending.isPending) sending.mutate();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };

  return (
    <form
      ref={form}
      className="wrap-up"
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {theirs ? <OtherTabsDraft theirs={theirs} keeper={keeper} /> : null}
      <Outcome types={types} draft={draft} tried={tried} change={change} />
      <div className="wrap-up-field">
        <h3 id={`note-${interaction}`}>{t('note')}</h3>
        <Input.TextArea
          aria-labelledby={`note-${interaction}`}
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={4000}
          value={draft.note}
          placeholder={t('noteHint')}
          onChange={(event) => change({ note: event.target.value })}
        />
      </div>
      <CallbackPicker
        value={draft.callback}
        caller={caller}
        missing={tried && noTime}
        onChange={(callback) => change({ callback })}
      />
      <div className="wrap-up-foot">
        <DraftMark kept={kept} />
        <ToCase interaction={interaction} note={draft.note} />
        <Button
          type="primary"
          htmlType="submit"
          disabled={moment === 'talking'}
          loading={sending.isPending}
          title="Ctrl+Enter"
        >
          {t(SUBMIT[moment])}
        </Button>
      </div>
    </form>
  );
}
