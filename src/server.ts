import restify, { type Request, type RequestHandler, type Response, type Server } from 'restify';
import type { BotFramework } from './channels/bot-framework/index.ts';
import type { WebChat } from './channels/web-chat/index.ts';
import { codeOf } from './faults.ts';
import type { Log } from './log.ts';
import type { SheetDownload } from './sheet-download.ts';
import type { Site } from './web/site.ts';

export type ServerParts = {
  botFramework: BotFramework;
  webChat: WebChat;
  /** Pages and files of the public chat. */
  site: Site;
  download: SheetDownload;
  /** Resolves when the store answers. */
  isReady: () => Promise<unknown>;
  log: Log;
};

const LARGEST_BODY = 256 * 1024;
const SECURE = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

type Work = (req: Request, res: Response) => Promise<void>;

/** The HTTP side: the bot's endpoint, downloads and health. A fault is logged and answered without its details. */
export function createServer(parts: ServerParts): Server {
  const { botFramework, webChat, site, download, isReady, log } = parts;
  const server = restify.createServer({ name: 'integrationslotse' });

  const route =
    (work: Work): Work =>
    async (req, res) => {
      try {
        await work(req, res);
      } catch (error) {
        log.error({ error, method: req.method }, 'a request failed');
        res.send(503, { error: codeOf(error) }, SECURE);
      }
    };

  // Plain JSON and nothing else: packed bodies could unfold to any size, and forms would be written to files.
  const readJson: RequestHandler[] = [
    (req, res, next) => {
      if (!req.headers['content-encoding'] && req.contentType() === 'application/json')
        return next();
      res.send(415, { error: 'not plain JSON' });
      return next(false);
    },
    restify.plugins.bodyReader({ maxBodySize: LARGEST_BODY }),
    ...restify.plugins.jsonBodyParser({ bodyReader: true }),
  ];

  server.post(
    '/api/messages',
    ...readJson,
    route(async (req, res) => {
      const { status, body } = await botFramework.take(req.headers.authorization ?? '', req.body);
      const json = body === undefined ? '' : JSON.stringify(body);
      res.writeHead(status, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(json),
      });
      res.end(json);
    }),
  );

  server.get(
    '/bogen/:token',
    route(async (req, res) => {
      const { status, headers, body } = await download(req.params.token, req.headers.cookie);
      res.writeHead(status, { ...SECURE, ...headers });
      res.end(body);
    }),
  );

  webChat.mount(server, { readJson, route });

  for (const path of site.paths) {
    server.get(
      path,
      route(async (req, res) => {
        const { status, headers, body } = await site.get(path, req.headers);
        res.writeHead(status, { ...SECURE, ...headers });
        res.end(body);
      }),
    );
  }

  server.get(
    '/health',
    route(async (_req, res) => void res.send(200, { status: 'ok' })),
  );
  server.get(
    '/ready',
    route(async (_req, res) => {
      await isReady();
      res.send(200, { status: 'ready' });
    }),
  );

  return server;
}
