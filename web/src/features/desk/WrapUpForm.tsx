/** What came of a contact: type, result, note. Written during the call, kept as a draft, submitted after it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { wrapUp } from '@/api/calls';
import type { WrapUpType } from '@/api/types';
import { serverNow } from '@/shared/live/clock';
import { useTexts } from '@/shared/i18n/texts';
import { typePath, useWrapUpTypes } from '@/shared/ui/names';
import { useSayRefusal } from './actions';
import { draftOf, dropDraft, EMPTY, isEmpty, keepDraft, type Draft } from './draft';
import { ME_KEY } from './me';
import { Choices, TypePicker } from './TypePicker';
import { deskWords } from './words';

interface FormProps {
  agent: string;
  interaction: string;
  who: string;
  /** `talking`: only a draft for now; `wrap_up`: submitting frees the agent; `late`: the timer has ended. */
  moment: 'talking' | 'wrap_up' | 'late';
  onDone?: () => void;
}

const NO_TYPES: WrapUpType[] = [];
const SUBMIT = { talking: 'submitAfter', wrap_up: 'submit', late: 'submitLate' } as const;

export function WrapUpForm({ agent, interaction, who, moment, onDone }: FormProps) {
  const t = useTexts(deskWords);
  const { message } = App.useApp();
  const client = useQueryClient();
  const sayRefusal = useSayRefusal();
  const types = useWrapUpTypes().data ?? NO_TYPES;
  const [draft, setDraft] = useState<Draft>(() => draftOf(agent, interaction) ?? EMPTY);
  const [tried, setTried] = useState(false);
  const path = useMemo(() => typePath(types, draft.type), [types, draft.type]);
  const leaf = path.at(-1);
  const complete = leaf !== undefined && leaf.children.length === 0;
  const results = complete ? leaf.results : [];

  const change = (wish: Partial<Draft>): void => {
    const next = { ...draft, ...wish };
    setDraft(next);
    keepDraft(agent, { ...next, interaction, who, at: serverNow() / 1000 });
  };
  const sending = useMutation({
    mutationFn: () =>
      wrapUp(interaction, { type: draft.type, result: draft.result, note: draft.note.trim() }),
    onSuccess: () => {
      dropDraft(agent, interaction);
      void message.success(t('submitted'));
      void client.invalidateQueries({ queryKey: ME_KEY });
      void client.invalidateQueries({ queryKey: ['interactions'] });
      onDone?.();
    },
    onError: sayRefusal,
  });
  const submit = (): void => {
    setTried(true);
    if (moment !== 'talking' && complete && (draft.result || !results.length) && !sending.isPending) {
      sending.mutate();
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };

  return (
    <form
      className="wrap-up"
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
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
      <div className="wrap-up-field">
        <h3 id="wrap-up-note">{t('note')}</h3>
        <Input.TextArea
          aria-labelledby="wrap-up-note"
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={4000}
          value={draft.note}
          placeholder={t('noteHint')}
          onChange={(event) => change({ note: event.target.value })}
        />
      </div>
      <div className="wrap-up-foot">
        <span className="quiet">{isEmpty(draft) ? '' : t('draftKept')}</span>
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
