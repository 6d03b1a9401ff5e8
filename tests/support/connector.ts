import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { SentActivity } from './cards.ts';

/** What the bot asked of the connector. `activityId` is the one that is replied to, updated or deleted. */
export type Delivery = {
  method: string;
  conversation: string;
  activityId: string | undefined;
  authorization: string | undefined;
  activity: SentActivity;
};

const PATH = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/?]+))?/;

async function read(req: IncomingMessage): Promise<Delivery | undefined> {
  const match = PATH.exec(req.url ?? '');
  const body = await text(req);
  if (!match) return undefined;
  return {
    method: req.method ?? '',
    conversation: decodeURIComponent(match[1] ?? ''),
    activityId: match[2] && decodeURIComponent(match[2]),
    authorization: req.headers.authorization,
    activity: body ? JSON.parse(body) : {},
  };
}

/**
 * A local stand-in for the connector of Teams: it records what the bot sends, updates and deletes, and gives every
 * message an id (`sent-1`, `sent-2`, …). `refuses` names methods that are answered with 403.
 */
export async function aConnector(given: { refuses?: readonly string[] } = {}) {
  const deliveries: Delivery[] = [];
  let sent = 0;
  const server = createServer((req, res) => {
    void read(req).then((delivery) => {
      const refused = !delivery || given.refuses?.includes(delivery.method);
      if (delivery) deliveries.push(delivery);
      res.writeHead(refused ? 403 : 200, { 'Content-Type': 'application/json' });
      res.end(
        JSON.stringify(refused ? { error: { code: 'Forbidden' } } : { id: `sent-${++sent}` }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, deliveries };
}
