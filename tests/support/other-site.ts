import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type File = { type: string; body: string | Buffer; policy?: string };

/** A site of somebody else, on an origin of its own: to be opened before the tests of a file, closed after them. */
export async function openOtherSite() {
  const files = new Map<string, File>();
  const server = createServer((req, res) => {
    const file = files.get(req.url ?? '');
    if (!file) return void res.writeHead(404).end();
    res.writeHead(200, {
      'Content-Type': file.type,
      ...(file.policy ? { 'Content-Security-Policy': file.policy } : {}),
    });
    res.end(file.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    /** The same site under a name that makes it another origin. */
    otherOrigin: `http://localhost:${port}`,
    /** Puts a page there, with a Content-Security-Policy where it has one. */
    put: (path: string, body: string, policy?: string): string => {
      const page = `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Seite</title></head><body>${body}</body></html>`;
      files.set(path, { type: 'text/html', body: page, ...(policy ? { policy } : {}) });
      return origin + path;
    },
    putScript: (path: string, body: Buffer): void => {
      files.set(path, { type: 'text/javascript', body });
    },
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
