/**
 * One leg as JsSIP carries it. JsSIP ends a call by itself when its socket fails or ICE does; here only the server and
 * the agent end calls, so that way is taken away from it.
 */
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { Counts, Leg, Path, PhoneEvent, Purpose } from './types';

interface Asking {
  call_id: string;
  getHeader(name: string): string | undefined;
}

/** Answers to a call that is not taken: the person said no; or it cannot be taken here now. */
const DECLINED = 603;
export const UNAVAILABLE = 480;

const GATHERING_MS = 250;
const PURPOSES: Purpose[] = ['offer', 'resume', 'echo', 'listen', 'dial'];
const PATHS: Partial<Record<RTCPeerConnectionState, Path>> = {
  connecting: 'checking',
  connected: 'up',
  disconnected: 'shaky',
  failed: 'failed',
};

export function legOf(request: Asking): Leg {
  const purpose = PURPOSES.find((one) => one === request.getHeader('X-Huawu-Purpose')) ?? 'offer';
  return { id: request.call_id, interaction: request.getHeader('X-Huawu-Interaction') ?? '', purpose };
}

const sdpOf = (microphone: MediaStream | null) => ({
  ...(microphone ? { mediaStream: microphone } : {}),
  mediaConstraints: { audio: microphone !== null, video: false },
  pcConfig: {
    iceServers: [],
    bundlePolicy: 'max-bundle',
    rtcpMuxPolicy: 'require',
  } satisfies RTCConfiguration,
});

export class JsSipLeg {
  answered = false;
  private readonly end: RTCSession['terminate'];
  private muted = false;

  constructor(
    readonly leg: Leg,
    private readonly session: RTCSession,
    private readonly tell: (event: PhoneEvent) => void,
  ) {
    this.end = session.terminate.bind(session);
    session.terminate = () => undefined;
    session.on('peerconnection', ({ peerconnection }) => this.follow(peerconnection));
    // The server hears only from addresses that it was told; those of this machine are found within moments.
    session.on('icecandidate', ({ ready }) => void window.setTimeout(ready, GATHERING_MS));
    session.on('accepted', () => {
      this.answered = true;
      tell({ kind: 'answered', id: leg.id });
    });
    for (const over of ['ended', 'failed'] as const)
      session.on(over, () => tell({ kind: 'ended', id: leg.id }));
  }

  private follow(connection: RTCPeerConnection): void {
    const { id } = this.leg;
    connection.addEventListener('connectionstatechange', () => {
      const path = PATHS[connection.connectionState];
      if (path) this.tell({ kind: 'path', id, path });
    });
    connection.addEventListener('track', ({ track, streams }) => {
      this.tell({ kind: 'sound', id, stream: streams[0] ?? new MediaStream([track]) });
    });
  }

  answer(microphone: MediaStream | null): void {
    this.session.answer(sdpOf(microphone));
  }

  /** Refuse it (usually because the person said no), or hang up. */
  finish(status_code = DECLINED): void {
    if (!this.session.isEnded()) this.end(this.answered ? {} : { status_code });
  }

  /** End it here only: nothing is sent. */
  drop(): void {
    Object.assign(this.session, { sendRequest: () => undefined });
    this.finish();
  }

  private senders(): RTCRtpSender[] {
    return (this.session.connection as RTCPeerConnection | null)?.getSenders() ?? [];
  }

  mute(muted: boolean): void {
    this.muted = muted;
    for (const { track } of this.senders()) if (track) track.enabled = !muted;
  }

  useMicrophone(microphone: MediaStream): void {
    const track = microphone.getAudioTracks()[0];
    if (!track) return;
    track.enabled = !this.muted;
    for (const sender of this.senders()) void sender.replaceTrack(track);
  }

  async counts(): Promise<Counts | null> {
    const connection = this.session.connection as RTCPeerConnection | null;
    return connection ? countsIn(await connection.getStats()) : null;
  }
}

type Stat = Record<string, unknown>;

const numberIn = (stat: Stat | undefined, name: string): number =>
  typeof stat?.[name] === 'number' ? stat[name] : 0;

/** What matters of the browser's statistics. A path that was begun anew has counters of its own: they are added up. */
export function countsIn(report: { values(): Iterable<unknown> }): Counts {
  const stats = [...report.values()] as Stat[];
  const audio = (type: string): Stat[] => stats.filter((one) => one.type === type && one.kind === 'audio');
  const sum = (all: Stat[], name: string): number =>
    all.reduce((total, one) => total + numberIn(one, name), 0);
  const into = audio('inbound-rtp');
  const pair = stats.find((one) => one.type === 'candidate-pair' && one.nominated === true);
  const trip = pair?.currentRoundTripTime;
  return {
    sent: sum(audio('outbound-rtp'), 'packetsSent'),
    received: sum(into, 'packetsReceived'),
    lost: sum(into, 'packetsLost'),
    jitterMs: numberIn(into.at(-1), 'jitter') * 1000,
    roundTripMs: typeof trip === 'number' ? trip * 1000 : null,
  };
}
