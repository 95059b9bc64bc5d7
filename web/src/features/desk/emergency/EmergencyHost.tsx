/** On every page of somebody with a desk: the key for emergencies, and the alarm of those sent to their team. */
import { useMemo, useState } from 'react';
import type { Emergency } from '@/api/emergencies';
import type { Me } from '@/api/types';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Alarm } from './Alarm';
import { EmergencyPanel } from './EmergencyPanel';
import { pendingOf } from './pending';
import { useEmergencies } from './use-emergencies';
import { emergencyWords } from './words';
import './emergency.css';

/** Those that ring here: sent to my team, and nobody has confirmed. */
export const ringing = (items: readonly Emergency[]): Emergency[] =>
  items.filter((one) => one.for_me && one.may_confirm);

function Host({ me }: { me: Me }) {
  const t = useTexts(emergencyWords);
  const agent = me.agent.id;
  const list = useEmergencies().data;
  const [open, setOpen] = useState(() => pendingOf(agent) !== null);
  const [nth, setNth] = useState(0);
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'emergency',
        title: t('open'),
        keys: 'Alt+e',
        group: t('group'),
        run: () => {
          setNth((before) => before + 1);
          setOpen(true);
        },
      },
    ],
    [t],
  );
  useOffer(commands);
  return (
    <>
      <Alarm items={ringing(list?.items ?? [])} />
      {open ? (
        <EmergencyPanel
          key={nth}
          agent={agent}
          interaction={me.contact}
          list={list}
          close={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

export default function EmergencyHost({ me }: { me: Me }) {
  return may(useSession(), 'cases.work') ? <Host me={me} /> : null;
}
