// A browser that is a telephone, for tests: JsSIP and nothing else. The test says what it does.
import JsSIP from 'jssip';

const state = { registered: false, closed: [], calls: [], ringing: null, ua: null, answers: true };
let stream = null;

function watch(session, request) {
  // JsSIP ends a call by itself when its socket or ICE fails; here only the test and the server do.
  const end = session.terminate.bind(session);
  session.terminate = () => undefined;
  const call = {
    id: request.call_id,
    purpose: request.getHeader('X-Huawu-Purpose') || 'offer',
    interaction: request.getHeader('X-Huawu-Interaction') || '',
    at: Date.now(), ended: false, answered: false, connected: 0, session, end,
  };
  state.calls.push(call);
  session.on('accepted', () => { call.answered = true; });
  session.on('ended', () => { call.ended = true; });
  session.on('failed', () => { call.ended = true; });
  session.on('icecandidate', ({ ready }) => ready());
  session.on('peerconnection', ({ peerconnection }) => {
    call.connection = peerconnection;
    peerconnection.addEventListener('connectionstatechange', () => {
      if (peerconnection.connectionState === 'connected') call.connected += 1;
    });
    peerconnection.addEventListener('track', ({ streams }) => {
      const sound = document.createElement('audio');
      sound.srcObject = streams[0];
      sound.autoplay = true;
      document.body.append(sound);
    });
  });
  if (call.purpose !== 'offer') answer(call);
  return call;
}

function answer(call) {
  call.session.answer({ mediaStream: stream, pcConfig: { iceServers: [] } });
}

// Packets of the latest call, both ways, as the browser counts them.
async function counts() {
  const call = [...state.calls].reverse().find((one) => one.connection && !one.ended);
  const found = { sent: 0, received: 0, path: call?.connection.connectionState ?? 'none' };
  if (!call) return found;
  const stats = [...(await call.connection.getStats()).values()].filter((one) => one.kind === 'audio');
  for (const one of stats) {
    if (one.type === 'outbound-rtp') found.sent += one.packetsSent;
    if (one.type === 'inbound-rtp') found.received += one.packetsReceived;
  }
  return found;
}

window.softphone = {
  state,
  counts,
  async start({ websocket, uri, dialogs = [] }) {
    stream ??= await navigator.mediaDevices.getUserMedia({ audio: true });
    const socket = new JsSIP.WebSocketInterface(websocket);
    const ua = new JsSIP.UA({ sockets: [socket], uri, register: false, session_timers: false,
      connection_recovery_min_interval: 3600, connection_recovery_max_interval: 3600 });
    state.ua = ua;
    ua.registrator().setExtraHeaders([`X-Huawu-Dialogs: ${dialogs.join(',')}`]);
    ua.on('connected', () => ua.registrator().register());
    ua.on('registered', () => { state.registered = true; });
    ua.on('unregistered', () => { state.registered = false; });
    ua.on('disconnected', ({ code }) => { state.closed.push(code); state.registered = false; });
    ua.on('newRTCSession', ({ originator, session, request }) => {
      if (originator === 'remote') watch(session, request);
    });
    ua.start();
  },
  answer() {
    const call = [...state.calls].reverse().find((one) => !one.answered && !one.ended);
    if (call) answer(call);
    return Boolean(call);
  },
  hangUp() {
    state.calls.filter((one) => !one.ended).forEach((one) => one.end());
  },
  calls: () => state.calls.map(({ id, purpose, interaction, ended, answered, connected, at }) =>
    ({ id, purpose, interaction, ended, answered, connected, at })),
};
