// A browser that is a telephone, for tests: JsSIP and nothing else. The test says what it does.
import JsSIP from 'jssip';

const state = { registered: false, closed: [], calls: [], ringing: null, ua: null, answers: true };

// A line whose address is new each time: the ticket in it is good once.
class Line {
  via_transport = 'ws';
  url = 'ws://line.invalid';
  sip_uri = 'sip:line.invalid;transport=ws';
  address = null;
  deaf = false;
  connect() {
    if (!this.address) {
      setTimeout(() => this.ondisconnect(true, 1006, 'no ticket'), 20);
      return;
    }
    const ws = new WebSocket(this.address, 'sip');
    this.ws = ws;
    this.address = null;
    ws.onopen = () => this.onconnect();
    ws.onclose = ({ wasClean, code, reason }) => this.ondisconnect(!wasClean, code, reason);
    ws.onmessage = ({ data }) => { if (!this.deaf) this.ondata(data); };
  }
  disconnect() { this.ws?.close(); }
  send(message) { this.ws.send(message); return true; }
  isConnected() { return this.ws?.readyState === WebSocket.OPEN; }
  isConnecting() { return this.ws?.readyState === WebSocket.CONNECTING; }
}

const line = new Line();
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
    line.address = websocket;
    const held = [`X-Huawu-Dialogs: ${dialogs.join(',')}`];
    if (state.ua) {
      state.ua.registrator().setExtraHeaders(held);
      return;
    }
    const ua = new JsSIP.UA({ sockets: [line], uri, register: false, session_timers: false,
      connection_recovery_min_interval: 1, connection_recovery_max_interval: 1 });
    state.ua = ua;
    ua.registrator().setExtraHeaders(held);
    ua.on('connected', () => ua.registrator().register());
    ua.on('registered', () => { state.registered = true; });
    ua.on('unregistered', () => { state.registered = false; });
    ua.on('disconnected', ({ code }) => { state.closed.push(code); state.registered = false; });
    ua.on('newRTCSession', ({ originator, session, request }) => {
      if (originator === 'remote') watch(session, request);
    });
    ua.start();
  },
  // The network takes the socket away.
  cut() {
    line.ws.close();
  },
  // The page hears nothing of what is sent to it.
  sleep() {
    line.deaf = true;
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
