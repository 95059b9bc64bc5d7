/**
 * A pretend centre inside Vite, to look at every page without a server: `HUAWU_PRETEND=full npm run dev`, or
 * `empty`. Sign in as `leader`, or as an agent who is `ready`, `paused`, `ringing`, `talking`, `wrap_up`,
 * `signed_out`; the password `wrong` is refused and the login `often` must wait.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';
import { WebSocketServer } from 'ws';
import type { Fact } from '../../src/api/live.ts';
import { routesOf } from './routes.ts';
import { now, openWorld, type World } from './world.ts';

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}

function middleware(world: World, full: boolean): Connect.NextHandleFunction {
  const answer = routesOf(world, full);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = new URL(request.url ?? '/', 'http://pretend');
    const asked = {
      method: request.method ?? 'GET',
      path: address.pathname.replace(/^\/api/, ''),
      query: address.searchParams,
      body: await bodyOf(request),
    };
    const { status, body, bytes } = answer(asked);
    response.statusCode = status;
    response.setHeader('content-type', bytes ? 'audio/wav' : 'application/json');
    response.end(bytes ?? (body === undefined ? '' : JSON.stringify(body)));
  };
  return (request, response, next) => {
    if (request.url === '/health') response.end('{"status":"ok","live":true,"media":[true],"database":true}');
    else if (request.url?.startsWith('/api/')) void handle(request, response);
    else next();
  };
}

function serveLive(server: Server, world: World): void {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (!request.url?.startsWith('/live')) return;
    sockets.handleUpgrade(request, socket, head, (opened) => {
      let seq = 0;
      const send = (message: object): void => opened.send(JSON.stringify({ now: now(), ...message }));
      const hear = (facts: Fact[]): void => send({ type: 'facts', seq: (seq += facts.length), facts });
      send({ type: 'snapshot', seq, board: world.board });
      world.listeners.add(hear);
      const clock = setInterval(() => send({ type: 'clock' }), 5000);
      opened.on('close', () => {
        clearInterval(clock);
        world.listeners.delete(hear);
      });
    });
  });
}

export function pretend(mode: string | undefined): Plugin {
  const install = (middlewares: Connect.Server, server: unknown): void => {
    const world = openWorld(mode !== 'empty');
    middlewares.use(middleware(world, mode !== 'empty'));
    if (server) serveLive(server as Server, world);
  };
  return {
    name: 'huawu-pretend',
    apply: () => mode !== undefined,
    configureServer: (vite) => install(vite.middlewares, vite.httpServer),
    configurePreviewServer: (vite) => install(vite.middlewares, vite.httpServer),
  };
}
