/** Wrap-ups begun and not submitted: to be finished or discarded (with undo). */
import { DeleteOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { serverNow } from '@/shared/live/clock';
import { dateAt, whenOf } from '@/shared/format/time';
import { useTexts } from '@/shared/i18n/texts';
import { dropDraft, draftsOf, keepDraft, type KeptDraft } from './draft';
import { WrapUpForm } from './WrapUpForm';
import { deskWords } from './words';

export function Drafts({ agent, except }: { agent: string; except: string | null }) {
  const t = useTexts(deskWords);
  const { message } = App.useApp();
  const [open, setOpen] = useState<string | null>(null);
  const [, redraw] = useState(0);
  const again = (): void => redraw((count) => count + 1);
  const now = serverNow();
  const drafts = draftsOf(agent, now / 1000).filter((draft) => draft.interaction !== except);
  if (!drafts.length) return null;

  const discard = (draft: KeptDraft): void => {
    dropDraft(agent, draft.interaction);
    again();
    const undo = (): void => {
      keepDraft(agent, draft);
      message.destroy(draft.interaction);
      again();
    };
    void message.info({
      key: draft.interaction,
      duration: 8,
      content: (
        <>
          {t('discarded')}{' '}
          <Button type="link" size="small" onClick={undo}>
            {t('undo')}
          </Button>
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
        {drafts.map((draft) => (
          <li key={draft.interaction}>
            <div className="drafts-line">
              <button
                type="button"
                className="bare"
                aria-expanded={open === draft.interaction}
                onClick={() => setOpen(open === draft.interaction ? null : draft.interaction)}
              >
                <strong>{draft.who || t('unknownCaller')}</strong>
                <span className="quiet num">{whenOf(new Date(draft.at).toISOString(), dateAt(now))}</span>
                <span className="quiet drafts-note">{draft.note}</span>
              </button>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('discard')}
                title={t('discard')}
                onClick={() => discard(draft)}
              />
            </div>
            {open === draft.interaction ? (
              <WrapUpForm
                agent={agent}
                interaction={draft.interaction}
                who={draft.who}
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
