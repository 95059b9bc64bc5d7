/** The accounts of agents: made, given new passwords, deactivated and taken back. */
import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import type { Account, QueueAlone } from '@/api/people';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Refused } from '@/shared/ui/Refused';
import { SearchField } from '@/shared/ui/SearchField';
import { SidePanel } from '@/shared/ui/SidePanel';
import { AccountLine } from './AccountLine';
import { HireForm } from './HireForm';
import { Secrets } from './Secrets';
import { useAccounts, useLeftAlone, useRenewPassword, useSetActive } from './use-accounts';
import { accountWords } from './words';

const MOST = 100;

interface Told {
  title: string;
  login: string;
  password: string;
  phoneSecret?: string;
}

/** Those whom the words are about; who left comes last. */
function found(accounts: Account[], search: string): Account[] {
  const word = search.trim().toLowerCase();
  const texts = ({ agent, login }: Account) => [
    agent.name.zh,
    agent.name.en,
    agent.number,
    agent.extension,
    login,
  ];
  return accounts
    .filter((one) => texts(one).some((text) => text.toLowerCase().includes(word)))
    .sort((a, b) => Number(b.active) - Number(a.active));
}

/** Deactivating and taking back, with a word about what came of it. Who would leave queues alone is asked about
 * first. */
function useActive() {
  const t = useTexts(accountWords);
  const locale = useLocale();
  const { message } = App.useApp();
  const setting = useSetActive();
  const set = (account: Account, active: boolean): void =>
    setting.mutate(
      { account, active },
      {
        onSuccess: (now) => {
          const name = nameIn(now.agent.name, locale);
          if (now.leaving) void message.info(t('leavingOf', { name }));
          else void message.success(t(now.active ? 'back' : 'gone', { name }));
        },
      },
    );
  const looking = useLeftAlone();
  const [asks, setAsks] = useState<{ account: Account; queues: QueueAlone[] } | null>(null);
  const wish = (account: Account, active: boolean): void => {
    setAsks(null);
    if (active) set(account, active);
    else
      looking.mutate(account, {
        onSuccess: ({ items }) => (items.length ? setAsks({ account, queues: items }) : set(account, false)),
      });
  };
  const answer = (sure: boolean): void => {
    if (asks && sure) set(asks.account, false);
    setAsks(null);
  };
  const busy = looking.isPending
    ? looking.variables.agent.id
    : setting.isPending
      ? setting.variables.account.agent.id
      : null;
  const aloneBy = (account: Account) =>
    asks?.account.agent.id === account.agent.id ? asks.queues : undefined;
  return { wish, answer, aloneBy, error: looking.error ?? setting.error, busy };
}

export function AccountsPanel({ onClose }: { onClose: () => void }) {
  const t = useTexts(accountWords);
  const locale = useLocale();
  const { data, isPending, error } = useAccounts();
  const [hiring, setHiring] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const [search, setSearch] = useState('');
  const active = useActive();
  const renewing = useRenewPassword();
  const nameOf = (account: Account): string => nameIn(account.agent.name, locale);
  const renew = (account: Account): void =>
    renewing.mutate(account.agent.id, {
      onSuccess: ({ password }) =>
        setTold({ title: t('renewed', { name: nameOf(account) }), login: account.login, password }),
    });
  const rows = found(data?.items ?? [], search);
  return (
    <SidePanel title={t('title')} width={420} onClose={onClose}>
      <div className="teams">
        <p className="quiet">{t('text')}</p>
        {told ? <Secrets {...told} onClose={() => setTold(null)} /> : null}
        {hiring && data ? (
          <HireForm
            roles={data.roles}
            onCancel={() => setHiring(false)}
            onMade={({ account, password, phone_secret: phoneSecret }) => {
              setHiring(false);
              setTold({
                title: t('made', { name: nameOf(account) }),
                login: account.login,
                password,
                phoneSecret,
              });
            }}
          />
        ) : (
          <Button icon={<PlusOutlined aria-hidden />} disabled={!data} onClick={() => setHiring(true)}>
            {t('add')}
          </Button>
        )}
        <Refused failure={error ?? active.error ?? renewing.error} />
        {isPending ? (
          <Skeleton active />
        ) : (
          <SearchField value={search} placeholder={t('search')} onSearch={setSearch} />
        )}
        <ul className="accounts">
          {rows.slice(0, MOST).map((account) => (
            <AccountLine
              key={account.agent.id}
              account={account}
              busy={active.busy === account.agent.id}
              alone={active.aloneBy(account)}
              onActive={(wish) => active.wish(account, wish)}
              onAnswer={active.answer}
              onRenew={() => renew(account)}
            />
          ))}
        </ul>
        {data && !rows.length ? <p className="quiet">{t('nobody')}</p> : null}
        {rows.length > MOST ? <p className="quiet">{t('more', { n: rows.length - MOST })}</p> : null}
      </div>
    </SidePanel>
  );
}
