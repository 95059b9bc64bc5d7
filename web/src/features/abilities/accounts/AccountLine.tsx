/** One agent's account: whether it is in use, and what can be done to it. */
import { Button } from 'antd';
import type { Account, QueueAlone } from '@/api/people';
import { useLocale } from '@/shared/i18n/locale';
import { listIn, nameIn, useTexts } from '@/shared/i18n/texts';
import { AloneWarning } from '@/shared/alone/AloneWarning';
import { accountWords } from './words';

interface Props {
  account: Account;
  busy: boolean;
  /** Queues that would be left alone; there while it is asked whether they are deactivated all the same. */
  alone?: QueueAlone[] | undefined;
  onActive: (active: boolean) => void;
  /** All the same, or not after all. */
  onAnswer: (sure: boolean) => void;
  onRenew: () => void;
}

function Asks({ alone, onAnswer }: { alone: QueueAlone[]; onAnswer: Props['onAnswer'] }) {
  const t = useTexts(accountWords);
  return (
    <>
      <AloneWarning queues={alone} />
      <span className="team-actions">
        <Button size="small" danger onClick={() => onAnswer(true)}>
          {t('deactivateAnyway')}
        </Button>
        <Button size="small" autoFocus onClick={() => onAnswer(false)}>
          {t('cancel')}
        </Button>
      </span>
    </>
  );
}

function Actions({ account, busy, onActive, onRenew }: Props) {
  const t = useTexts(accountWords);
  const stays = account.active && !account.leaving;
  return (
    <span className="team-actions">
      <Button size="small" loading={busy} onClick={() => onActive(!stays)}>
        {t(stays ? 'deactivate' : account.leaving ? 'stay' : 'reactivate')}
      </Button>
      {stays && account.login ? (
        <Button size="small" onClick={onRenew}>
          {t('renew')}
        </Button>
      ) : null}
    </span>
  );
}

export function AccountLine(props: Props) {
  const { alone } = props;
  const t = useTexts(accountWords);
  const locale = useLocale();
  const { agent, active, leaving, login, roles, yours } = props.account;
  const name = nameIn(agent.name, locale);
  const said = listIn(
    roles.map((role) => t(role as 'agent')),
    locale,
  );
  return (
    <li className={active ? '' : 'account-off'} aria-label={`${name} ${agent.number}`}>
      <span className="account-who">
        <strong>{name}</strong> <span className="num">{agent.number}</span>
        {leaving ? <span className="pill wait">{t('leaving')}</span> : null}
        {active ? null : <span className="pill">{t('off')}</span>}
      </span>
      <span className="quiet">
        {[login || t('noLogin'), agent.extension, said].filter(Boolean).join(' · ')}
      </span>
      {leaving ? <span className="quiet">{t('leavingText')}</span> : null}
      {yours && !alone ? <Actions {...props} /> : null}
      {yours && alone ? <Asks alone={alone} onAnswer={props.onAnswer} /> : null}
    </li>
  );
}
