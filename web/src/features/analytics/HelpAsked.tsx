/** An agent asks quietly for help: since when, why, and who leads can say that they see to it. */
import { MessageFilled } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { seeHelp } from '@/api/calls';
import type { Help } from '@/api/live';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Elapsed } from '@/shared/ui/Elapsed';
import { useHelpReasons } from '@/shared/ui/names';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { boardWords } from './words';

interface Given {
  help: Help;
  interaction: string;
  name: string;
}

export function HelpLine({ help }: { help: Help }) {
  const t = useTexts(boardWords);
  const locale = useLocale();
  const reason = useHelpReasons().data?.find((one) => one.id === help.reason)?.name;
  return (
    <span className={help.seen_by ? 'tile-help is-seen' : 'tile-help'} title={nameIn(reason, locale)}>
      <MessageFilled aria-hidden /> {t(help.seen_by ? 'helpSeen' : 'helpAsked')}{' '}
      <Elapsed since={help.since} />
      {reason ? <span className="quiet"> {nameIn(reason, locale)}</span> : null}
    </span>
  );
}

export function HelpButton({ help, interaction, name }: Given) {
  const t = useTexts(boardWords);
  const session = useSession();
  const seeing = useMutation({ mutationFn: () => seeHelp(interaction), onError: useSayRefusal() });
  if (help.seen_by || !may(session, 'help.answer')) return null;
  return (
    <Button
      size="small"
      type="primary"
      className="tile-see"
      disabled={seeing.isPending}
      aria-label={`${t('seeHelp')}: ${name}`}
      onClick={() => seeing.mutate()}
    >
      {t('seeHelp')}
    </Button>
  );
}
