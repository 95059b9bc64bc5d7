/** Three fields at most, sent with what there is; then whether the team has it, and the call passed on. */
import { AlertFilled, SwapOutlined } from '@ant-design/icons';
import { Alert, Button, Input } from 'antd';
import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import type { EmergencyList, EmergencySending } from '@/api/emergencies';
import { useOffer, type Command } from '@/shared/commands/registry';
import { usePass } from '@/shared/dial/pass';
import { numberOf } from '@/shared/format/case-number';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { newOnce } from '@/shared/once';
import { Refused } from '@/shared/ui/Refused';
import { SidePanel } from '@/shared/ui/SidePanel';
import { usePop } from '../pop';
import { useSending } from './use-emergencies';
import { emergencyWords } from './words';

interface PanelProps {
  agent: string;
  interaction: string | null;
  list: EmergencyList | undefined;
  close: () => void;
}

/** One more key: the call goes to the queue of the team. */
function Pass({ queue, team }: { queue: string; team: string }) {
  const t = useTexts(emergencyWords);
  const pass = usePass();
  const run = useCallback(() => pass?.({ kind: 'queue', id: queue }), [pass, queue]);
  const can = pass !== null;
  const commands = useMemo<Command[]>(
    () =>
      can
        ? [
            {
              id: 'emergency-pass',
              title: t('pass', { team }),
              keys: 'Alt+t',
              over: true,
              group: t('group'),
              run,
            },
          ]
        : [],
    [can, t, team, run],
  );
  useOffer(commands);
  if (!can) return null;
  return (
    <Button block danger icon={<SwapOutlined aria-hidden />} title="Alt+T" onClick={run}>
      {t('pass', { team })}
    </Button>
  );
}

function Sent({ list, id, number }: { list: EmergencyList; id: string; number: number }) {
  const t = useTexts(emergencyWords);
  const locale = useLocale();
  const found = list.items.find((one) => one.case === id);
  const got = found?.confirmed_at ? nameIn(found.confirmed_by, locale) : null;
  return (
    <>
      <Alert
        type={got === null ? 'warning' : 'success'}
        showIcon
        role="status"
        title={got === null ? t('sent', { team: nameIn(list.team_name, locale) }) : t('got', { who: got })}
      />
      <Link to={`/cases/${id}`}>{t('toCase', { number: numberOf(number) })}</Link>
    </>
  );
}

/** What is filled in, begun with what is known of the call, and its way to the server. */
function useForm(agent: string, interaction: string | null) {
  const t = useTexts(emergencyWords);
  const pop = usePop(interaction).data;
  const sending = useSending(agent);
  const [key] = useState(newOnce);
  const [where, setWhere] = useState('');
  const [what, setWhat] = useState('');
  const [typed, setNumber] = useState<string | null>(null);
  const prefilled = pop && !pop.number_masked ? pop.number : '';
  const number = typed ?? prefilled;
  const customer = pop?.customer;
  const send = (): void => {
    if (sending.isPending) return;
    const body: EmergencySending = {
      key,
      where,
      what,
      number,
      interaction,
      customer: customer?.id ?? null,
    };
    sending.mutate(body);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) send();
  };
  const fields = [
    { label: t('what'), value: what, change: setWhat },
    { label: t('where'), value: where, change: setWhere },
    { label: t('number'), value: number, change: setNumber },
  ];
  return { sending, send, onKey, fields, customer };
}

export function EmergencyPanel({ agent, interaction, list, close }: PanelProps) {
  const t = useTexts(emergencyWords);
  const locale = useLocale();
  const team = nameIn(list?.team_name, locale);
  const { sending, send, onKey, fields, customer } = useForm(agent, interaction);
  return (
    <SidePanel title={t('title')} width={380} onClose={close}>
      <div className="emergency">
        {list && !list.arranged ? <Alert type="error" showIcon title={t('nowhere')} /> : null}
        {list && sending.data ? (
          <Sent list={list} id={sending.data.case} number={sending.data.number} />
        ) : (
          <>
            <p className="quiet">{t('text')}</p>
            {customer ? <p>{t('who', { who: customer.name })}</p> : null}
            {fields.map(({ label, value, change }, nth) => (
              <label key={label}>
                <span>{label}</span>
                <Input
                  autoFocus={nth === 0}
                  maxLength={200}
                  value={value}
                  onChange={(event) => change(event.target.value)}
                  onKeyDown={onKey}
                />
              </label>
            ))}
            <Button
              block
              danger
              type="primary"
              size="large"
              icon={<AlertFilled aria-hidden />}
              loading={sending.isPending}
              onClick={send}
            >
              {t('send', { team })}
            </Button>
            {sending.failureCount && sending.isPending ? <p role="status">{t('sending')}</p> : null}
            <Refused failure={sending.error} />
          </>
        )}
        {list?.queue ? <Pass queue={list.queue} team={team} /> : null}
      </div>
    </SidePanel>
  );
}
