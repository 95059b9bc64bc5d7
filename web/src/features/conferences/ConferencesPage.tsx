/** Booked conferences of today and later: book one, see who is in it, and do what its organiser may. */
import { TeamOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Skeleton } from 'antd';
import { actInConference, getConferences, type Booked, type Doing } from '@/api/conferences';
import { groupPhone } from '@/shared/format/phone';
import { dateOf, timeOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { wordsFor } from '@/shared/i18n/refusals';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Empty, Failed } from '@/shared/ui/Empty';
import { BookForm } from './BookForm';
import { conferenceWords } from './words';
import './conferences.css';

const AGAIN = 5_000;
const LOOKS = { booked: 'wait', open: 'good', over: '', cancelled: '' } as const;

type Party = Booked['parties'][number];
type Act = (doing: Doing) => void;

function useAct(id: string): Act {
  const client = useQueryClient();
  const locale = useLocale();
  const { message } = App.useApp();
  const { mutate } = useMutation({
    mutationFn: (doing: Doing) => actInConference(id, doing),
    onSettled: () => client.invalidateQueries({ queryKey: ['conferences'] }),
    onError: (failure) => void message.warning(wordsFor(failure, locale).title),
  });
  return mutate;
}

function PartyLine({ party, act }: { party: Party; act: Act | null }) {
  const t = useTexts(conferenceWords);
  const locale = useLocale();
  const who = party.agent ? nameIn(party.agent.name, locale) : groupPhone(party.number) || t('outside');
  const muting = party.muted ? 'unmute' : 'mute';
  return (
    <li className="conference-line">
      <span>{who}</span>
      {party.state === 'ringing' ? <span className="quiet">{t('ringing')}</span> : null}
      {party.muted ? <span className="quiet">{t('muted')}</span> : null}
      {act ? (
        <>
          <Button size="small" onClick={() => act({ action: muting, party: party.party })}>
            {t(muting)}
          </Button>
          <Button size="small" onClick={() => act({ action: 'drop', party: party.party })}>
            {t('drop')}
          </Button>
        </>
      ) : null}
    </li>
  );
}

function Line({ one }: { one: Booked }) {
  const t = useTexts(conferenceWords);
  const act = useAct(one.id);
  const on = one.mine && (one.state === 'booked' || one.state === 'open');
  const locking = one.locked ? 'unlock' : 'lock';
  const [ending, sure] =
    one.state === 'booked' ? (['cancel', 'sureCancel'] as const) : (['end', 'sure'] as const);
  const starts = new Date(one.starts_at);
  return (
    <li>
      <div className="conference-line">
        <span className="num">
          {dateOf(starts)} {timeOf(starts).slice(0, 5)} – {timeOf(new Date(one.ends_at)).slice(0, 5)}
        </span>
        <strong>{one.title}</strong>
        <span className={`pill ${LOOKS[one.state]}`}>{t(one.state)}</span>
        <span className="num quiet">{t('copyHint', { room: one.room, pin: one.pin })}</span>
        {one.state === 'booked' && one.invited.length ? (
          <span className="num quiet">
            {t('toCall', { who: one.invited.map(({ id }) => groupPhone(id)).join(t('and')) })}
          </span>
        ) : null}
        {on && one.parties.length ? (
          <Button size="small" onClick={() => act({ action: locking })}>
            {t(locking)}
          </Button>
        ) : null}
        {on ? (
          <Popconfirm title={t(ending)} description={t(sure)} onConfirm={() => act({ action: 'end' })}>
            <Button size="small" danger>
              {t(ending)}
            </Button>
          </Popconfirm>
        ) : null}
      </div>
      {one.parties.length ? (
        <ul>
          {one.parties.map((party) => (
            <PartyLine key={party.party} party={party} act={on ? act : null} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

export function ConferencesPage() {
  const t = useTexts(conferenceWords);
  const asked = useQuery({ queryKey: ['conferences'], queryFn: getConferences, refetchInterval: AGAIN });
  const { items, rooms } = asked.data ?? { items: [], rooms: [] };
  const none = rooms.length ? 'empty' : 'noRooms';
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('title')}</h1>
      </div>
      {rooms.length ? <BookForm rooms={rooms} /> : null}
      {asked.isPending ? <Skeleton active /> : null}
      {asked.isError ? <Failed failure={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data && !items.length ? (
        <Empty icon={<TeamOutlined />} title={t(none)}>
          {t(`${none}Text`)}
        </Empty>
      ) : null}
      {items.length ? (
        <ul className="panel conference-rows">
          {items.map((one) => (
            <Line key={one.id} one={one} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}
