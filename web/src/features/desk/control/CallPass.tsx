/** The buttons by which a call is passed on, in the call bar: only those that work now. */
import { CommentOutlined, SwapOutlined, ThunderboltFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useMemo } from 'react';
import type { CallShown, To } from '@/api/control';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useOfferPass } from '@/shared/dial/pass';
import { useTexts } from '@/shared/i18n/texts';
import { Dial } from './Dial';
import { More } from './More';
import { keepRecent } from './recent';
import { useToName } from './use-to-name';
import { useVerbs, type Verbs } from './verbs';
import { controlWords } from './words';
import './control.css';

/** One key, one click, no question: so the button says to whom. */
function Urgent({ to, verbs }: { to: To; verbs: Verbs }) {
  const t = useTexts(controlWords);
  const who = useToName()(to);
  const { mutate } = verbs;
  const { kind, id } = to;
  const send = useCallback(() => mutate({ do: 'urgent', to: { kind, id } }), [mutate, kind, id]);
  const commands = useMemo<Command[]>(
    () => [{ id: 'urgent', title: t('urgentTo', { who }), keys: 'Alt+u', group: t('group'), run: send }],
    [t, who, send],
  );
  useOffer(commands);
  return (
    <Button
      danger
      icon={<ThunderboltFilled />}
      title={`Alt+U · ${t('urgentTo', { who })}`}
      aria-label={t('urgentTo', { who })}
      disabled={verbs.isPending}
      onClick={send}
    >
      <span aria-hidden>
        <span className="urgent-word">{t('urgentShort')} </span>
        <span className="urgent-who">{who}</span>
      </span>
    </Button>
  );
}

/** Only a conference is worth a lock. */
const mayMore = ({ may, stage }: CallShown): readonly string[] =>
  stage === 'conference' ? may : may.filter((verb) => verb !== 'lock');

/** From the directory and from the dial panel the call is transferred as from here. */
function usePassOffered(can: boolean, { mutate }: Verbs, agent: string): void {
  const pass = useCallback(
    (to: To) => {
      keepRecent(agent, to);
      mutate({ do: 'transfer', to, reason: '' });
    },
    [mutate, agent],
  );
  useOfferPass(can ? pass : null);
}

export function CallPass({ call, agent }: { call: CallShown; agent: string }) {
  const verbs = useVerbs(call.interaction);
  usePassOffered(call.may.includes('transfer'), verbs, agent);
  const given = { agent, verbs };
  const more = useMemo(() => mayMore(call), [call]);
  return (
    <>
      {call.may.includes('transfer') ? (
        <Dial verb="transfer" keys="Alt+t" icon={<SwapOutlined />} {...given} />
      ) : null}
      {call.may.includes('consult') ? (
        <Dial verb="consult" keys="Alt+c" icon={<CommentOutlined />} {...given} />
      ) : null}
      <More may={more} {...given} />
      {call.urgent && call.may.includes('urgent') ? <Urgent to={call.urgent} verbs={verbs} /> : null}
    </>
  );
}
