/** Wrap-ups begun and not submitted, of the server and of this browser: to be finished or discarded (with undo). */
import { DeleteOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { deleteDraft, listDrafts, putDraft } from '@/api/desk';
import { serverNow } from '@/shared/live/clock';
import { groupPhone } from '@/shared/format/phone';
import { dateAt, whenOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { draftOf, draftsOf, EMPTY, keepDraft, wordsOf, type Draft } from './draft';
import { endDraft, isSubmitting } from './draft-keeper';
import { draftWords } from './draft-words';
import { WrapUpForm } from './WrapUpForm';
import { deskWords } from './words';

interface Line {
  interaction: string;
  who: string;
  number: string;
  at: number;
  note: string;
  draft: Draft;
  here: boolean;
}

/** The server's drafts and those that only this browser has, the last one first. */
function useDrafts(agent: string): { lines: Line[]; again: () => void } {
  const client = useQueryClient();
  const [, redraw] = useState(0);
  const asked = useQuery({
    queryKey: ['drafts'],
    queryFn: async () => (await listDrafts()).items,
    staleTime: 10_000,
  });
  const known = (asked.data ?? []).map<Line>((one) => ({
    interaction: one.interaction,
    who: one.customer?.name ?? groupPhone(one.number),
    number: one.customer ? groupPhone(one.number) : '',
    at: one.at ? Date.parse(one.at) : 0,
    note: one.note,
    draft: { ...EMPTY, type: one.type, result: one.result, note: one.note, callback: null },
    here: false,
  }));
  const ids = new Set(known.map((one) => one.interaction));
  const here = draftsOf(agent, serverNow() / 1000)
    .filter((one) => !ids.has(one.interaction) && (one.unsent || !asked.data))
    .map<Line>((one) => ({ ...one, number: '', draft: wordsOf(one), here: true }));
  const again = (): void => {
    redraw((count) => count + 1);
    void client.invalidateQueries({ queryKey: ['drafts'] });
  };
  return { lines: [...known, ...here].sort((a, b) => b.at - a.at), again };
}

export function Drafts({ agent, except }: { agent: string; except: string | null }) {
  const t = useTexts(deskWords);
  const say = useTexts(draftWords);
  const { message } = App.useApp();
  const sayRefusal = useSayRefusal();
  const [open, setOpen] = useState<string | null>(null);
  const { lines, again } = useDrafts(agent);
  const drafts = lines.filter(
    (line) => line.interaction !== except && !isSubmitting(agent, line.interaction),
  );
  const now = dateAt(serverNow());
  if (!drafts.length) return null;

  const discard = async (line: Line): Promise<void> => {
    const { interaction } = line;
    const kept = wordsOf(draftOf(agent, interaction) ?? line.draft);
    try {
      if (!line.here) await deleteDraft(interaction);
    } catch (failure) {
      sayRefusal(failure);
      return;
    }
    endDraft(agent, interaction);
    again();
    const undo = async (): Promise<void> => {
      message.destroy(interaction);
      keepDraft(agent, { ...kept, interaction, who: line.who, at: line.at, revision: 0, unsent: true });
      await putDraft(interaction, { ...kept, revision: 0 }).catch(() => undefined);
      again();
    };
    const button = (
      <Button type="link" size="small" onClick={() => void undo()}>
        {t('undo')}
      </Button>
    );
    void message.info({
      key: interaction,
      duration: 8,
      content: (
        <>
          {t('discarded')} {button}
        </>
      ),
    });
  };
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('drafts')}</h2>
        <span className="quiet push">{t('wrapUpEnded')}</span>
      </div>
      <ul className="drafts">
        {drafts.map((line) => (
          <li key={line.interaction}>
            <div className="drafts-line">
              <button
                type="button"
                className="bare"
                aria-expanded={open === line.interaction}
                onClick={() => setOpen(open === line.interaction ? null : line.interaction)}
              >
                <strong>{line.who || t('unknownCaller')}</strong>
                <span className="quiet num">{whenOf(new Date(line.at).toISOString(), now)}</span>
                <span className="quiet drafts-note">{line.note}</span>
                {line.here ? <span className="pill wait">{say('onlyHere')}</span> : null}
              </button>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={`${t('discard')}: ${line.who}`}
                title={t('discard')}
                onClick={() => void discard(line)}
              />
            </div>
            {open === line.interaction ? (
              <WrapUpForm
                agent={agent}
                interaction={line.interaction}
                who={line.who}
                caller={line.number}
                moment="late"
                onDone={() => {
                  setOpen(null);
                  again();
                }}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
