import { onTestFinished, vi } from 'vitest';
import type { ConnectionParts } from '../../src/web/chat/connection.ts';
import { createService } from '../../src/web/chat/service.ts';
import { openSession, type Session } from '../../src/web/chat/session.ts';

/** What a request is answered with instead of what it asked for. */
export type Instead = { status: number; retryAfter?: number } | 'unreachable';

export type Asked = { method: string; path: string; query: string; token: string; body: unknown };

type Stored = Record<string, unknown> & { id: string };
type Talk = { activities: Stored[]; isGone: boolean };

/** A socket of the fake service; the test opens, feeds and breaks it. */
function aSocket(url: string) {
  const listeners = new Map<string, ((event: { data?: unknown }) => void)[]>();
  const tell = (type: string, event = {}) => {
    for (const listener of listeners.get(type) ?? []) listener(event);
  };
  const socket = {
    url,
    isOpen: false,
    isClosed: false,
    addEventListener: (type: string, listener: (event: { data?: unknown }) => void) => {
      listeners.set(type, [...(listeners.get(type) ?? []), listener]);
    },
    close: () => socket.drop(),
    open: () => {
      socket.isOpen = true;
      tell('open');
    },
    send: (data: unknown) => {
      tell('message', { data: typeof data === 'string' ? data : JSON.stringify(data) });
    },
    drop: () => {
      if (socket.isClosed) return;
      socket.isOpen = false;
      socket.isClosed = true;
      tell('close');
    },
  };
  return socket;
}

export type FakeSocket = ReturnType<typeof aSocket>;

/** A memory of a tab like the browser's. */
export function aStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  };
}

const ROOT = 'https://chat.example/v3/directline';

/** A service that speaks Direct Line, in memory and under fake time. The greeting is its only own word. */
export function aDirectLine() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const talks = new Map<string, Talk>();
  const asked: Asked[] = [];
  const sockets: FakeSocket[] = [];
  const instead = new Map<string, Instead[]>();
  let isUnreachable = false;
  let tokens = 0;

  const talkOf = (id: string): Talk | undefined => {
    const talk = talks.get(id);
    return talk?.isGone ? undefined : talk;
  };
  const add = (talk: Talk, activity: Record<string, unknown>): void => {
    const id = `${[...talks.values()].indexOf(talk)}|${talk.activities.length}`;
    talk.activities.push({ type: 'message', id, ...activity });
  };
  const setOf = ({ activities }: Talk, from: number) => ({
    activities: activities.slice(from),
    watermark: String(activities.length),
  });

  const session = (id: string, watermark: string) => ({
    conversationId: id,
    token: `token-${++tokens}`,
    returnTicket: 'ticket-of-the-talk',
    streamUrl: `wss://chat.example/${id}?watermark=${watermark}`,
  });

  function answer({ method, path, query, body }: Asked): { status: number; body?: unknown } {
    if (path === '/tokens/generate' || path === '/tokens/refresh') {
      return { status: 200, body: { token: `token-${++tokens}` } };
    }
    if (path === '/conversations') {
      const id = `talk-${talks.size + 1}`;
      const talk: Talk = { activities: [], isGone: false };
      talks.set(id, talk);
      add(talk, { from: { role: 'bot' }, text: 'Guten Tag', locale: 'de' });
      return { status: 201, body: session(id, '-') };
    }
    const [, , id = '', kind] = path.split('/');
    const talk = talkOf(id);
    if (!talk) return { status: 404 };
    const watermark = new URLSearchParams(query).get('watermark');
    if (method === 'DELETE') {
      talk.isGone = true;
      return { status: 204 };
    }
    if (kind !== 'activities') return { status: 200, body: session(id, watermark ?? '-') };
    if (method === 'GET') return { status: 200, body: setOf(talk, Number(watermark ?? 0)) };
    add(talk, { ...(body as object), from: { id: 'visitor', role: 'user' } });
    return { status: 200, body: { id: talk.activities.at(-1)?.id } };
  }

  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    const { pathname, search } = new URL(String(url));
    const { method = 'GET', body, headers } = init;
    const one: Asked = {
      method,
      path: pathname.replace('/v3/directline', ''),
      query: search,
      token: new Headers(headers).get('Authorization')?.replace('Bearer ', '') ?? '',
      body: typeof body === 'string' ? JSON.parse(body) : undefined,
    };
    asked.push(one);
    const kind = `${method} ${one.path.replace(/talk-\d+/, ':id')}`;
    const other = instead.get(kind)?.shift();
    if (other === 'unreachable' || isUnreachable) throw new TypeError('Failed to fetch');
    if (other) {
      const wait = other.retryAfter ? { 'Retry-After': String(other.retryAfter) } : undefined;
      return new Response('{}', { status: other.status, ...(wait ? { headers: wait } : {}) });
    }
    const { status, body: json } = answer(one);
    return new Response(status === 204 ? null : JSON.stringify(json ?? {}), { status });
  };

  const storage = aStorage();
  const service = createService({
    directLine: ROOT,
    tokenUrl: `${ROOT}/tokens/generate`,
    fetch: (url, init) => fetch(url, init),
  });
  const openSocket = (url: string): FakeSocket => {
    const socket = aSocket(url);
    sockets.push(socket);
    return socket;
  };
  const newSession = (): Session => openSession(() => storage);

  return {
    /** Everything that was asked for. */
    asked,
    /** Requests of a kind, such as "POST /conversations/:id/activities". */
    askedFor: (kind: string): Asked[] =>
      asked.filter(({ method, path }) => `${method} ${path.replace(/talk-\d+/, ':id')}` === kind),
    sockets,
    storage,
    /** The next requests of a kind are answered with these instead. */
    answerNext: (kind: string, ...others: Instead[]): void => {
      instead.set(kind, [...(instead.get(kind) ?? []), ...others]);
    },
    setUnreachable: (is: boolean): void => {
      isUnreachable = is;
    },
    /** The bot says something in the newest conversation; open sockets hear of it. */
    say: (activity: Record<string, unknown>): void => {
      const talk = [...talks.values()].at(-1);
      if (!talk) throw new Error('nobody has begun a conversation');
      const from = talk.activities.length;
      add(talk, { from: { role: 'bot' }, ...activity });
      for (const socket of sockets) if (socket.isOpen) socket.send(setOf(talk, from));
    },
    /** Everything of the newest conversation, as a socket sends it when it is opened. */
    everything: () => setOf([...talks.values()].at(-1) ?? { activities: [], isGone: true }, 0),
    /** The server forgets every conversation. */
    forgetAll: (): void => {
      for (const talk of talks.values()) talk.isGone = true;
    },
    texts: (): unknown[] =>
      [...talks.values()].flatMap(({ activities }) => activities.map(({ text }) => text)),
    newSession,
    /** What a connection of a newly loaded page in the same tab is made of. */
    parts: (given: Partial<ConnectionParts> = {}): Omit<ConnectionParts, 'listener'> => ({
      service,
      session: newSession(),
      openSocket,
      isHidden: () => false,
      ...given,
    }),
  };
}

/** Lets time go by, and everything happen that is due in it. */
export const pass = (seconds = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(seconds * 1000);
