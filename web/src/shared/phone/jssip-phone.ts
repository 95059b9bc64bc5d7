/** The telephone in a real browser: SIP over WebSocket (RFC 7118) and WebRTC, by JsSIP. */
import JsSIP from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import { JsSipLeg, legOf, UNAVAILABLE } from './jssip-leg';
import { TicketSocket } from './jssip-socket';
import type { Door, PhoneEvent, Softphone } from './types';

const REGISTER_SECONDS = 120;
const RING_SECONDS = 180;
/** JsSIP wants to try again by itself; we do. */
const NEVER_SECONDS = 86_400;

interface Inside {
  transport: { connect(): void; disconnect(): void };
}
interface Incoming {
  session: RTCSession;
  request: Parameters<typeof legOf>[0];
}

const addressOf = (path: string): string => {
  const address = new URL(path, location.href);
  address.protocol = address.protocol === 'https:' || address.protocol === 'wss:' ? 'wss:' : 'ws:';
  return address.href;
};

function agentOf(door: Door, socket: TicketSocket): JsSIP.UA {
  return new JsSIP.UA({
    sockets: socket as unknown as JsSIP.Socket,
    uri: door.uri,
    display_name: door.displayName,
    register: true,
    register_expires: REGISTER_SECONDS,
    session_timers: false,
    no_answer_timeout: RING_SECONDS,
    connection_recovery_min_interval: NEVER_SECONDS,
    connection_recovery_max_interval: NEVER_SECONDS,
    user_agent: 'Huawu page',
  });
}

export function jsSipPhone(): Softphone {
  const watchers = new Set<(event: PhoneEvent) => void>();
  const legs = new Map<string, JsSipLeg>();
  let agent: JsSIP.UA | null = null;
  let socket: TicketSocket | null = null;
  let uri = '';

  const tell = (event: PhoneEvent): void => {
    if (event.kind === 'ended') legs.delete(event.id);
    if (event.kind === 'ended' || event.kind === 'answered') nameLegs();
    watchers.forEach((hear) => hear(event));
  };
  const held = (): string[] => [...legs.values()].filter((one) => one.answered).map((one) => one.leg.id);
  const nameLegs = (): void => agent?.registrator().setExtraHeaders([`X-Huawu-Dialogs: ${held().join(',')}`]);

  function offered({ session, request }: Incoming): void {
    if (session.direction !== 'incoming') return;
    const leg = new JsSipLeg(legOf(request), session, tell);
    legs.set(leg.leg.id, leg);
    tell({ kind: 'offered', leg: leg.leg });
  }

  function begin(door: Door, opened: TicketSocket): JsSIP.UA {
    const begun = agentOf(door, opened);
    begun.on('registered', () => tell({ kind: 'registered' }));
    begun.on('registrationFailed', ({ response, cause }) => {
      // When the socket is gone, that is told as such.
      if (cause !== JsSIP.C.causes.CONNECTION_ERROR) {
        tell({ kind: 'refused', status: response?.status_code ?? 408 });
      }
    });
    begun.on('disconnected', (gone: object) => {
      const code: unknown = 'code' in gone ? gone.code : undefined;
      if (typeof code === 'number') tell({ kind: 'closed', code });
    });
    begun.on('newRTCSession', (event: unknown) => offered(event as Incoming));
    return begun;
  }

  const transport = (of: JsSIP.UA): Inside['transport'] => (of as unknown as Inside).transport;

  return {
    open(door) {
      const url = addressOf(door.websocket);
      if (agent && socket && uri === door.uri) {
        transport(agent).disconnect();
        socket.url = url;
        nameLegs();
        transport(agent).connect();
        return;
      }
      if (agent) transport(agent).disconnect();
      uri = door.uri;
      socket = new TicketSocket(url);
      agent = begin(door, socket);
      nameLegs();
      agent.start();
    },
    close: () => agent && transport(agent).disconnect(),
    answer: (id, microphone) => legs.get(id)?.answer(microphone),
    decline: (id) => legs.get(id)?.finish(),
    pass: (id) => legs.get(id)?.finish(UNAVAILABLE),
    hangUp: (id) => legs.get(id)?.finish(),
    forget(id) {
      const leg = legs.get(id);
      legs.delete(id);
      leg?.drop();
      nameLegs();
    },
    mute: (id, muted) => legs.get(id)?.mute(muted),
    useMicrophone: (id, microphone) => legs.get(id)?.useMicrophone(microphone),
    held,
    counts: async (id) => (await legs.get(id)?.counts()) ?? null,
    watch(hear) {
      watchers.add(hear);
      return () => watchers.delete(hear);
    },
  };
}
