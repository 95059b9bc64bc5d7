/**
 * What goes along on every page of someone who takes calls: notices (held back during a call), calls back that are
 * due, and a side panel with the notepad of the call and a calculator.
 */
import { Input } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { Me } from '@/api/types';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { SidePanel } from '@/shared/ui/SidePanel';
import { Calculator } from './Calculator';
import { DialHost } from './dial/DialHost';
import { DraftMark, OtherTabsDraft } from './DraftMark';
import { draftWords } from './draft-words';
import { useMe } from './me';
import { usePop, whoOf } from './pop';
import { useTakenByColleague } from './taken';
import { useDraft } from './use-draft';
import { useApologyAfterHold, useDueCallbacks, useNoticesShown, useQuietInCalls } from './use-notices';
import './tools.css';

const EmergencyHost = lazy(() => import('./emergency/EmergencyHost'));

interface NotepadProps {
  agent: string;
  interaction: string;
}

/** The note of this call's wrap-up, wherever one is in the page. */
function Notepad({ agent, interaction }: NotepadProps) {
  const t = useTexts(draftWords);
  const who = whoOf(usePop(interaction).data);
  const { draft, kept, theirs, keeper } = useDraft(agent, interaction, who);
  const take = (line: string): void =>
    keeper.change({ note: draft.note.trim() ? `${draft.note.trimEnd()}\n${line}` : line });
  return (
    <>
      <section className="notepad">
        <h3>
          {t('notepad')} <span className="quiet">{who}</span>
        </h3>
        {theirs ? <OtherTabsDraft theirs={theirs} keeper={keeper} /> : null}
        <Input.TextArea
          autoFocus
          aria-label={t('notepad')}
          placeholder={t('notepadHint')}
          autoSize={{ minRows: 8, maxRows: 20 }}
          maxLength={4000}
          value={draft.note}
          onChange={(event) => keeper.change({ note: event.target.value })}
        />
        <DraftMark kept={kept} />
      </section>
      <Calculator take={take} />
    </>
  );
}

export function DeskTools() {
  const t = useTexts(draftWords);
  const me = useMe().data;
  const [open, setOpen] = useState(false);
  useNoticesShown();
  useQuietInCalls(me);
  useDueCallbacks();
  useApologyAfterHold(me);
  useTakenByColleague(me?.agent.id);
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'tools',
        title: t('openTools'),
        keys: 'Alt+n',
        group: t('group'),
        run: () => setOpen((before) => !before),
      },
    ],
    [t],
  );
  useOffer(commands);
  return (
    <>
      <DialHost />
      <Suspense fallback={null}>{me ? <EmergencyHost me={me} /> : null}</Suspense>
      {open && me ? <Tools me={me} close={() => setOpen(false)} /> : null}
    </>
  );
}

function Tools({ me, close }: { me: Me; close: () => void }) {
  const t = useTexts(draftWords);
  return (
    <SidePanel title={t('tools')} width={360} onClose={close}>
      <div className="tools">
        {me.contact ? (
          <Notepad key={me.contact} agent={me.agent.id} interaction={me.contact} />
        ) : (
          <>
            <p className="quiet">{t('notepadNoCall')}</p>
            <Calculator take={null} />
          </>
        )}
      </div>
    </SidePanel>
  );
}
