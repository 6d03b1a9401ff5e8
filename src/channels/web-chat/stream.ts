import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Log } from '../../log.ts';
import type { ShownActivity } from '../../stores/visits.ts';
import type { ActivitySet } from './direct-line.ts';

/** Somebody who listens to a conversation, and how much of it was sent to her. */
type Listener = { socket: WebSocket; place: number; sending: Promise<void> };

type Since = (conversation: string, place: number) => Promise<ActivitySet | undefined>;

export type StreamParts = {
  /** The conversation that a token opens now. */
  opens: (token: string) => Promise<string | undefined>;
  since: Since;
  isAllowed: (origin: string | undefined, host: string | undefined) => boolean;
  log: Log;
};

const PATH = /^\/v3\/directline\/conversations\/([\w-]{1,64})\/stream$/;
/** Idle sockets are looked after, so that no proxy cuts them and dead ones are let go. */
const PING_MS = 30_000;
const MOST_LISTENERS = 5000;
const MOST_OF_ONE = 5;
/** Clients only listen; what they send is not read. */
const LARGEST_MESSAGE = 1024;

/** The WebSocket of Direct Line: whoever listens gets what is said, from her watermark on, once and in order. */
export function createStream() {
  const listeners = new Map<string, Set<Listener>>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  let from: Since = async () => undefined;

  /** Sends what is new; one sending of a listener follows the other, so nothing comes twice. */
  function send(conversation: string, listener: Listener): Promise<void> {
    listener.sending = listener.sending.then(async () => {
      const set = await from(conversation, listener.place);
      if (!set || set.activities.length === 0 || listener.socket.readyState !== 1) return;
      listener.place = Number(set.watermark);
      listener.socket.send(JSON.stringify(set));
    });
    return listener.sending;
  }

  function listen(conversation: string, place: number, socket: WebSocket, log: Log): void {
    const listener: Listener = { socket, place, sending: Promise.resolve() };
    const others = listeners.get(conversation) ?? new Set();
    const [oldest] = others;
    if (others.size >= MOST_OF_ONE) oldest?.socket.close(1008);
    others.add(listener);
    listeners.set(conversation, others);
    let alive = true;
    const timer = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, PING_MS).unref();
    socket.on('pong', () => {
      alive = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(timer);
      others.delete(listener);
      if (others.size === 0) listeners.delete(conversation);
    });
    send(conversation, listener).catch((error) => log.error({ error }, 'a stream failed'));
  }

  function attach(server: Server, { opens, since, isAllowed, log }: StreamParts): void {
    from = since;
    async function upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
      const url = URL.parse(req.url ?? '/', 'http://localhost');
      const conversation = url && PATH.exec(url.pathname)?.[1];
      const refuse = (status: string) =>
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
      if (!conversation) return void refuse('404 Not Found');
      if (!isAllowed(req.headers.origin, req.headers.host)) return void refuse('403 Forbidden');
      const token = url.searchParams.get('t') ?? '';
      if ((await opens(token)) !== conversation) return void refuse('403 Forbidden');
      if (listeners.size >= MOST_LISTENERS) return void refuse('503 Service Unavailable');
      const place = Number.parseInt(url.searchParams.get('watermark') ?? '', 10) || 0;
      sockets.handleUpgrade(req, socket, head, (open) => listen(conversation, place, open, log));
    }
    server.on('upgrade', (req, socket, head) => {
      socket.on('error', () => socket.destroy());
      upgrade(req, socket, head).catch((error) => {
        log.error({ error }, 'a stream could not be opened');
        socket.destroy();
      });
    });
  }

  return {
    attach,
    /** There is more to be sent; `last` is sent as it is, to say that the conversation is gone. */
    changed: (conversation: string, last?: ShownActivity): void => {
      for (const listener of listeners.get(conversation) ?? []) {
        if (last) listener.socket.send(JSON.stringify({ activities: [last], watermark: '0' }));
        else void send(conversation, listener).catch(() => listener.socket.terminate());
      }
    },
    close: (): void => {
      for (const each of listeners.values()) for (const { socket } of each) socket.terminate();
      sockets.close();
    },
  };
}
