/** A server that speaks just enough SIP over a pretend WebSocket, and the WebRTC that jsdom lacks. */
import { vi } from 'vitest';

const SDP =
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 8\r\na=sendrecv\r\n';

const header = (message: string, name: string): string =>
  new RegExp(`^${name}: *(.*)$`, 'im').exec(message)?.[1]?.trim() ?? '';

const tagOf = (message: string): string => /tag=(\S+)/.exec(header(message, 'To'))?.[1] ?? '';

class PretendSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  static opened: PretendSocket[] = [];
  static hear: (socket: PretendSocket, message: string) => void = () => undefined;
  readyState = PretendSocket.CONNECTING;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; wasClean: boolean; reason: string }) => void) | null = null;

  readonly url: string;
  constructor(url: string) {
    this.url = url;
    PretendSocket.opened.push(this);
    queueMicrotask(() => {
      this.readyState = PretendSocket.OPEN;
      this.onopen?.();
    });
  }
  send(message: string): void {
    queueMicrotask(() => PretendSocket.hear(this, message));
  }
  say(message: string): void {
    this.onmessage?.({ data: message });
  }
  close(code = 1000): void {
    this.readyState = PretendSocket.CLOSED;
    this.onclose?.({ code, wasClean: true, reason: '' });
  }
}

class PretendConnection extends EventTarget {
  static all: PretendConnection[] = [];
  iceGatheringState = 'complete';
  connectionState = 'new';
  localDescription = { sdp: SDP };
  closed = false;
  constructor() {
    super();
    PretendConnection.all.push(this);
  }
  addTrack(): void {}
  getSenders = (): unknown[] => [];
  setRemoteDescription = (): Promise<void> => Promise.resolve();
  createAnswer = () => Promise.resolve({ type: 'answer', sdp: SDP });
  setLocalDescription = (): Promise<void> => Promise.resolve();
  getStats = () => Promise.resolve(new Map());
  close(): void {
    this.closed = true;
  }
  become(state: string): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}

export interface SipServer {
  /** Every request and final answer the page sent: `REGISTER`, `200 INVITE`, `BYE`. */
  heard: string[];
  named: () => string[];
  addresses: () => string[];
  invite: (call: string, purpose: string, interaction: string) => void;
  bye: (call: string) => void;
  cut: (code: number) => void;
  media: (state: string) => void;
}

export function sipServer(): SipServer {
  PretendSocket.opened = [];
  PretendConnection.all = [];
  vi.stubGlobal('WebSocket', PretendSocket);
  vi.stubGlobal('RTCPeerConnection', PretendConnection);
  vi.stubGlobal('RTCSessionDescription', class {});
  const heard: string[] = [];
  let names: string[] = [];
  let contact = '';
  const tags = new Map<string, string>();
  const last = (): PretendSocket => PretendSocket.opened.at(-1) as PretendSocket;
  const request = (method: string, call: string, rest = '', body = ''): string => {
    const tag = tags.get(call);
    return (
      `${method} ${contact} SIP/2.0\r\nVia: SIP/2.0/WS pretend.invalid;branch=z9hG4bK${call}${method}\r\n` +
      `Max-Forwards: 70\r\nFrom: <sip:huawu@127.0.0.1>;tag=s${call}\r\n` +
      `To: <sip:101@127.0.0.1>${tag ? `;tag=${tag}` : ''}\r\nCall-ID: ${call}\r\n` +
      `CSeq: ${method === 'BYE' ? 2 : 1} ${method}\r\nContact: <sip:huawu@127.0.0.1;transport=ws>\r\n` +
      `${rest}Content-Length: ${body.length}\r\n\r\n${body}`
    );
  };
  const answered = (socket: PretendSocket, message: string, code: number): void => {
    const asked = header(message, 'CSeq').split(' ')[1];
    const call = header(message, 'Call-ID');
    if (code >= 200) heard.push(`${code} ${asked}`);
    tags.set(call, tagOf(message));
    if (code === 200 && asked === 'INVITE') socket.say(request('ACK', call));
  };
  const registered = (message: string): string => {
    names = header(message, 'X-Huawu-Dialogs').split(',').filter(Boolean);
    contact = /<([^>]+)>/.exec(header(message, 'Contact'))?.[1] ?? '';
    return `Contact: ${header(message, 'Contact')}\r\n`;
  };
  PretendSocket.hear = (socket, message) => {
    const [method = '', code = ''] = message.split(' ');
    if (method === 'SIP/2.0') return answered(socket, message, Number(code));
    heard.push(method);
    const rest = method === 'REGISTER' ? registered(message) : '';
    const basics = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].map(
      (name) => `${name}: ${header(message, name)}\r\n`,
    );
    socket.say(`SIP/2.0 200 OK\r\n${basics.join('')}${rest}Content-Length: 0\r\n\r\n`);
  };
  return {
    heard,
    named: () => names,
    addresses: () => PretendSocket.opened.map((one) => one.url),
    invite(call, purpose, interaction) {
      const extra = `X-Huawu-Purpose: ${purpose}\r\nX-Huawu-Interaction: ${interaction}\r\n`;
      last().say(request('INVITE', call, `${extra}Content-Type: application/sdp\r\n`, SDP));
    },
    bye: (call) => last().say(request('BYE', call)),
    cut: (code) => last().close(code),
    media: (state) => PretendConnection.all.at(-1)?.become(state),
  };
}
