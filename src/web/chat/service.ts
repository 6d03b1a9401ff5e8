import type { Outgoing } from './activity.ts';

/** What a request led to. Status 0 stands for a server that could not be reached. */
export type Answer = {
  status: number;
  body: Readonly<Record<string, unknown>>;
  /** Seconds after which the server wants to be asked again. */
  wait: number;
};

/** What opens a conversation, and what gets a new token where the old one is over. Both are renewed in place. */
export type Key = { id: string; token: string; ticket?: string | undefined };

type Request = { token?: string; body?: unknown };

export const isFine = ({ status }: Answer): boolean => status >= 200 && status < 300;
/** The conversation is over, or its token is. */
export const isGone = ({ status }: Answer): boolean => status === 403 || status === 404;
export const isTooFast = ({ status }: Answer): boolean => status === 429;

const PATIENCE_MS = 20_000;
const DEFAULT_WAIT = 5;

export type ServiceParts = {
  directLine: string;
  /** Where tokens are handed out; our own server begins a conversation without one. */
  tokenUrl: string | undefined;
  fetch: typeof globalThis.fetch;
};

const text = (given: unknown): string | undefined =>
  typeof given === 'string' && given ? given : undefined;

/** Takes over what an answer renews of a key; what it does not name stays. */
export function takeOver(key: Key, { body }: Answer): void {
  key.token = text(body['token']) ?? key.token;
  key.ticket = text(body['returnTicket']) ?? key.ticket;
}

const bodyOf = async (response: Response): Promise<Answer['body']> => {
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === 'object' && body !== null ? (body as Answer['body']) : {};
};

/** The requests of Direct Line 3.0. None of them throws. */
export function createService({ directLine, tokenUrl, fetch }: ServiceParts) {
  async function ask(method: string, url: string, { token, body }: Request = {}): Promise<Answer> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
    try {
      const response = await fetch(url, {
        method,
        headers: {
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
          ...(body ? { 'Content-Type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        credentials: 'omit',
        cache: 'no-store',
        signal: abort.signal,
      });
      const wait = Number(response.headers.get('Retry-After')) || DEFAULT_WAIT;
      return { status: response.status, body: await bodyOf(response), wait };
    } catch {
      return { status: 0, body: {}, wait: 0 };
    } finally {
      clearTimeout(timer);
    }
  }

  const at = ({ id }: Key, path = '', watermark?: string): string => {
    const query = watermark === undefined ? '' : `?watermark=${encodeURIComponent(watermark)}`;
    return `${directLine}/conversations/${encodeURIComponent(id)}${path}${query}`;
  };

  const refresh = (signed: string) =>
    ask('POST', `${directLine}/tokens/refresh`, { token: signed });

  /** A request with the token of a conversation; with a new one where that is over, as after a long sleep. */
  async function open(key: Key, method: string, url: string, body?: unknown): Promise<Answer> {
    const request = (): Promise<Answer> => ask(method, url, { token: key.token, body });
    const answer = await request();
    if (answer.status !== 403 || !key.ticket) return answer;
    const renewed = await refresh(key.ticket);
    if (!isFine(renewed)) return renewed;
    takeOver(key, renewed);
    return request();
  }

  /** A token; services of other cities may hand it out to one of the two methods only. */
  async function generate(url: string): Promise<Answer> {
    const answer = await ask('POST', url);
    return answer.status === 404 || answer.status === 405 ? ask('GET', url) : answer;
  }

  return {
    /** Begins a conversation. */
    start: async (locale: string): Promise<Answer> => {
      const conversations = `${directLine}/conversations`;
      if (!tokenUrl) return ask('POST', conversations, { body: { locale } });
      const made = await generate(tokenUrl);
      if (!isFine(made)) return made;
      const { token } = made.body;
      return ask('POST', conversations, { token: String(token), body: { locale } });
    },
    refresh: (key: Key) => open(key, 'POST', `${directLine}/tokens/refresh`),
    reconnect: (key: Key, watermark: string | undefined) =>
      open(key, 'GET', at(key, '', watermark)),
    activities: (key: Key, watermark: string | undefined) =>
      open(key, 'GET', at(key, '/activities', watermark)),
    post: (key: Key, activity: Outgoing) => open(key, 'POST', at(key, '/activities'), activity),
    remove: (key: Key) => open(key, 'DELETE', at(key)),
  };
}

export type Service = ReturnType<typeof createService>;
