/**
 * The socket under JsSIP. A ticket opens it once, so its address changes each time; what an old socket still says is
 * not heard. JsSIP's own way of coming back is not used: the core decides when to try again.
 */
export class TicketSocket {
  via_transport = 'WS';
  url: string;
  sip_uri: string;
  private socket: WebSocket | null = null;

  constructor(address: string) {
    this.url = address;
    this.sip_uri = `sip:${new URL(address).host};transport=ws`;
  }

  onconnect: () => void = () => undefined;
  ondisconnect: (failed: boolean, code?: number, reason?: string) => void = () => undefined;
  ondata: (message: unknown) => void = () => undefined;

  connect(): void {
    this.disconnect();
    const socket = new WebSocket(this.url, 'sip');
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => this.onconnect();
    socket.onmessage = (event: MessageEvent<unknown>) => this.ondata(event.data);
    socket.onclose = (event) => {
      this.socket = null;
      this.ondisconnect(!event.wasClean, event.code, event.reason);
    };
    this.socket = socket;
  }

  disconnect(): void {
    const { socket } = this;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.socket = null;
  }

  send(message: string | ArrayBufferLike | Blob | ArrayBufferView): boolean {
    if (!this.isConnected()) return false;
    this.socket?.send(message as string);
    return true;
  }

  isConnected = (): boolean => this.socket?.readyState === WebSocket.OPEN;
  isConnecting = (): boolean => this.socket?.readyState === WebSocket.CONNECTING;
}
