import type { Outgoing } from './activity.ts';

/** What a request led to. Status 0 stands for a server that could not be reached. */
export type Answer = {
  status: number;
  body: Readonly<Record<string, unknown>>;
  /** Seconds after which the server wants to be asked again. */
  wait: number;
};

/** What opens a conversation. */
export type Key = { id: string; token: string };

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
    refresh: ({ token }: Key) => ask('POST', `${directLine}/tokens/refresh`, { token }),
    reconnect: (key: Key, watermark: string | undefined) =>
      ask('GET', at(key, '', watermark), { token: key.token }),
    activities: (key: Key, watermark: string | undefined) =>
      ask('GET', at(key, '/activities', watermark), { token: key.token }),
    post: (key: Key, activity: Outgoing) =>
      ask('POST', at(key, '/activities'), { token: key.token, body: activity }),
    remove: (key: Key) => ask('DELETE', at(key), { token: key.token }),
  };
}

export type Service = ReturnType<typeof createService>;
