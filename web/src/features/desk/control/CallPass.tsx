/** The buttons by which a call is passed on, in the call bar: only those that work now. */
import { CommentOutlined, SwapOutlined, ThunderboltFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo } from 'react';
import type { CallShown } from '@/api/control';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { Dial } from './Dial';
import { More } from './More';
import { useVerbs, type Verbs } from './verbs';
import { controlWords } from './words';
import './control.css';

function Urgent({ verbs }: { verbs: Verbs }) {
  const t = useTexts(controlWords);
  const { mutate } = verbs;
  const commands = useMemo<Command[]>(() => {
    const run = (): void => mutate({ do: 'act', action: 'urgent' });
    return [{ id: 'urgent', title: t('urgent'), keys: 'Alt+u', group: t('group'), run }];
  }, [t, mutate]);
  useOffer(commands);
  return (
    <Button
      danger
      icon={<ThunderboltFilled />}
      title="Alt+U"
      disabled={verbs.isPending}
      onClick={() => mutate({ do: 'act', action: 'urgent' })}
    >
      {t('urgent')}
    </Button>
  );
}

/** Only a conference is worth a lock. */
const mayMore = ({ may, stage }: CallShown): readonly string[] =>
  stage === 'conference' ? may : may.filter((verb) => verb !== 'lock');

export function CallPass({ call, agent }: { call: CallShown; agent: string }) {
  const verbs = useVerbs(call.interaction);
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
      {call.may.includes('urgent') ? <Urgent verbs={verbs} /> : null}
    </>
  );
}
