import type { Request, RequestHandler, Response, Server } from 'restify';
import type { Answer, DirectLine } from './direct-line.ts';
import { type Limit, networkOf } from './limits.ts';

export type RouteParts = {
  directLine: DirectLine;
  limit: Limit;
  isAllowed: (origin: string | undefined, host: string | undefined) => boolean;
  /** Whether the address of a client stands in `X-Forwarded-For`, because a proxy of ours is in front. */
  trustProxy: boolean;
  /** Reads a body of plain JSON into `req.body`. */
  readJson: RequestHandler[];
  route: (work: (req: Request, res: Response) => Promise<void>) => RequestHandler;
};

const ROOT = '/v3/directline';

const CROSS_ORIGIN = {
  'Access-Control-Allow-Methods': 'GET, POST, DELETE, OPTIONS',
  'Access-Control-Allow-Headers':
    'Authorization, Content-Type, X-Ms-Bot-Agent, X-Requested-With, X-Ms-Bot-Agent-Extended',
  'Access-Control-Expose-Headers': 'Retry-After',
  'Access-Control-Max-Age': '86400',
};

const tokenOf = ({ headers }: Request): string =>
  /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';

/** The HTTP side of Direct Line. */
export function mountDirectLine(server: Server, parts: RouteParts): void {
  const { directLine, limit, isAllowed, trustProxy, readJson, route } = parts;

  /** The network that a request comes from; only counted, never kept. */
  function addressOf(req: Request): string {
    const forwarded = trustProxy ? String(req.headers['x-forwarded-for'] ?? '') : '';
    // The last entry is the one that our own proxy wrote.
    const last = forwarded.split(',').at(-1)?.trim();
    return networkOf(last || req.socket.remoteAddress || '');
  }

  const hostOf = (req: Request): string => {
    const scheme = trustProxy && req.headers['x-forwarded-proto'] === 'https' ? 'wss' : 'ws';
    return `${scheme}://${req.headers.host ?? 'localhost'}`;
  };

  function send(res: Response, { status, body, wait }: Answer): void {
    const json = body === undefined ? '' : JSON.stringify(body);
    res.writeHead(status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(json),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...(wait ? { 'Retry-After': String(wait) } : {}),
    });
    res.end(json);
  }

  /** Whoever may not ask, or asks too much, is told before anything is read. */
  const admitted: RequestHandler = (req, res, next) => {
    const admit = async () => {
      if (!isAllowed(req.headers.origin, req.headers.host)) {
        const error = { code: 'OriginNotAllowed', message: 'This page may not use the chat' };
        res.send(403, { error });
        return next(false);
      }
      // Also on what is refused later on, so that a page of another origin can read why.
      res.setHeader('Vary', 'Origin');
      const headers: Readonly<Record<string, string>> = req.headers.origin
        ? { 'Access-Control-Allow-Origin': req.headers.origin, ...CROSS_ORIGIN }
        : {};
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
      const wait = await limit('requests', addressOf(req));
      if (!wait) return next();
      const error = { code: 'TooManyRequests', message: 'Too many requests' };
      send(res, { status: 429, body: { error }, wait });
      return next(false);
    };
    admit().catch(next);
  };

  type Ask = (req: Request) => Promise<Answer>;
  const answered = (ask: Ask) => route(async (req, res) => send(res, await ask(req)));
  /** Clients send an empty body where nothing is to be said. */
  const optionalJson: RequestHandler[] = readJson.map(
    (read): RequestHandler =>
      (req, res, next) =>
        Number(req.headers['content-length'] ?? 0) > 0 || req.headers['transfer-encoding']
          ? read(req, res, next)
          : next(),
  );
  const watermark = (req: Request): string | undefined => {
    const found = new URLSearchParams(req.getQuery()).get('watermark');
    return found && /^\d{1,9}$/.test(found) ? found : undefined;
  };
  const id = (req: Request): string => String(req.params.id);

  const preflight: RequestHandler = (_req, res, next) => {
    send(res, { status: 204 });
    return next(false);
  };
  for (const path of [
    '/tokens/generate',
    '/tokens/refresh',
    '/conversations',
    '/conversations/:id',
    '/conversations/:id/activities',
  ]) {
    server.opts(ROOT + path, admitted, preflight);
  }
  server.post(
    `${ROOT}/tokens/generate`,
    admitted,
    answered((req) => directLine.generate(addressOf(req), hostOf(req))),
  );
  server.post(
    `${ROOT}/tokens/refresh`,
    admitted,
    answered((req) => directLine.refresh(tokenOf(req), hostOf(req))),
  );
  server.post(
    `${ROOT}/conversations`,
    admitted,
    ...optionalJson,
    answered((req) =>
      directLine.start({
        token: req.headers.authorization === undefined ? undefined : tokenOf(req),
        address: addressOf(req),
        given: req.body ?? {},
        tags: String(req.headers['accept-language'] ?? ''),
        host: hostOf(req),
      }),
    ),
  );
  server.get(
    `${ROOT}/conversations/:id`,
    admitted,
    answered((req) => directLine.reconnect(tokenOf(req), id(req), watermark(req), hostOf(req))),
  );
  server.del(
    `${ROOT}/conversations/:id`,
    admitted,
    answered((req) => directLine.forget(tokenOf(req), id(req))),
  );
  server.get(
    `${ROOT}/conversations/:id/activities`,
    admitted,
    answered((req) => directLine.activities(tokenOf(req), id(req), watermark(req))),
  );
  server.post(
    `${ROOT}/conversations/:id/activities`,
    admitted,
    ...readJson,
    answered((req) => directLine.post(tokenOf(req), id(req), req.body)),
  );
}
