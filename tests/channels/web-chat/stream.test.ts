import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { openApp } from '../../../src/app.ts';
import { createStream } from '../../../src/channels/web-chat/stream.ts';
import { readConfig } from '../../../src/config.ts';
import { anApp } from '../../support/app.ts';
import { MONDAY } from '../../support/builders.ts';
import { aFolder, aLog } from '../../support/stores.ts';
import { aVisit, aVisitor, german, type Shown, type Visitor } from '../../support/web-chat.ts';

const COURSE = german('visit:course');
const QUESTIONS = german('visit:questions');
const PERSON = german('visit:person');
const HOME = german('visit:home');
const LANGUAGE = german('visit:language');

type Set = { activities: Shown[]; watermark: string };

/** Somebody who listens at an address; what she hears is kept in its order. */
function aListener(url: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, { headers });
  const sets: Set[] = [];
  const waiting = new Set<() => void>();
  const heard = (): Shown[] => sets.flatMap(({ activities }) => activities);
  socket.on('message', (data) => {
    sets.push(JSON.parse(String(data)));
    for (const look of waiting) look();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  onTestFinished(async () => {
    socket.terminate();
    await closed;
  });
  return {
    socket,
    sets,
    heard,
    closed,
    /** Resolves to everything that was heard as soon as an activity of this id is among it. */
    until: (id: string): Promise<Shown[]> =>
      new Promise((resolve) => {
        const look = () => {
          if (!heard().some((activity) => activity.id === id)) return;
          waiting.delete(look);
          resolve(heard());
        };
        waiting.add(look);
        look();
      }),
  };
}

/** The status with which a listener is refused, or 101 where she is not. */
async function statusOf(url: string, headers: Record<string, string> = {}): Promise<number> {
  const { socket } = aListener(url, headers);
  return Promise.race([
    once(socket, 'open').then(() => 101),
    once(socket, 'unexpected-response').then(([, response]) => Number(response.statusCode)),
  ]);
}

/** The id of the last thing that was said. */
const lastOf = (activities: readonly Shown[]): string => activities.at(-1)?.id ?? '';

/** Everything that was said, when a listener has heard the last of it. */
async function expectsAllOnce(
  listener: ReturnType<typeof aListener>,
  visitor: Visitor,
  from = 0,
): Promise<void> {
  const said = await visitor.transcript();
  expect(await listener.until(lastOf(said))).toEqual(said.slice(from));
}

describe('When somebody listens to her conversation', () => {
  test('she hears the greeting, and then what is said, once and in its order', async () => {
    const visitor = await aVisit(await anApp());
    const listener = aListener(visitor.streamUrl);
    await listener.until(lastOf(visitor.heard.replies));
    for (const title of [QUESTIONS, HOME, PERSON]) await visitor.tap(title);
    await expectsAllOnce(listener, visitor);
    expect(listener.sets.map(({ watermark }) => watermark)).toEqual(['1', '3', '5', '7']);
  });

  test('what is said at once comes once and in its order too', async () => {
    const visitor = await aVisit(await anApp());
    const listener = aListener(visitor.streamUrl);
    const titles = [QUESTIONS, PERSON, COURSE, LANGUAGE, QUESTIONS, PERSON, COURSE, LANGUAGE];
    await Promise.all(titles.map((title) => visitor.post(visitor.press(title))));
    await expectsAllOnce(listener, visitor);
    expect(listener.heard()).toHaveLength(17);
  });

  test('whoever begins to listen while something is said misses nothing', async () => {
    const visitor = await aVisit(await anApp());
    const presses = [QUESTIONS, PERSON, COURSE, LANGUAGE].map((title) => visitor.press(title));
    const listeners: ReturnType<typeof aListener>[] = [];
    await Promise.all(
      presses.map(async (press) => {
        listeners.push(aListener(visitor.streamUrl));
        await visitor.post(press);
      }),
    );
    for (const listener of listeners) await expectsAllOnce(listener, visitor);
  });

  test('from a watermark on she hears only what is said later', async () => {
    const visitor = await aVisit(await anApp());
    await visitor.tap(QUESTIONS);
    const { body } = await visitor.reconnect('2');
    const listener = aListener(String(body['streamUrl']));
    await visitor.tap(HOME);
    await expectsAllOnce(listener, visitor, 2);
  });

  test('after a lost connection she goes on behind the last watermark', async () => {
    const visitor = await aVisit(await anApp());
    const first = aListener(visitor.streamUrl);
    await visitor.tap(QUESTIONS);
    await first.until(lastOf(visitor.heard.replies));
    first.socket.terminate();
    await visitor.tap(HOME);
    const { body } = await visitor.reconnect(first.sets.at(-1)?.watermark);
    const second = aListener(String(body['streamUrl']));
    await visitor.tap(PERSON);
    const said = await visitor.transcript();
    await second.until(lastOf(said));
    expect([...first.heard(), ...second.heard()]).toEqual(said);
  });

  test.each(['-', '', 'x', '-5', 'NaN'])('the watermark %j is the beginning', async (watermark) => {
    const visitor = await aVisit(await anApp());
    const listener = aListener(visitor.streamUrl.replace('watermark=-', `watermark=${watermark}`));
    await visitor.tap(QUESTIONS);
    await expectsAllOnce(listener, visitor);
  });

  test('before the conversation begins she hears its beginning', async () => {
    const app = await anApp();
    const address = (await aVisit(app)).streamUrl.split('/conversations/')[0];
    const visitor = aVisitor(app);
    await visitor.generate();
    const listener = aListener(`${address}/conversations/${visitor.id}/stream?t=${visitor.token}`);
    await once(listener.socket, 'open');
    await visitor.start();
    await expectsAllOnce(listener, visitor);
  });
});

describe('When several listen to one conversation', () => {
  test('both of two hear everything once', async () => {
    const visitor = await aVisit(await anApp());
    const listeners = [aListener(visitor.streamUrl), aListener(visitor.streamUrl)];
    for (const title of [QUESTIONS, HOME]) await visitor.tap(title);
    for (const listener of listeners) await expectsAllOnce(listener, visitor);
  });

  test('the sixth takes the place of the first, and the others hear on', async () => {
    const visitor = await aVisit(await anApp());
    const listeners: ReturnType<typeof aListener>[] = [];
    for (let each = 0; each < 6; each++) {
      const listener = aListener(visitor.streamUrl);
      await once(listener.socket, 'open');
      listeners.push(listener);
    }
    const [first, ...others] = listeners;
    expect(await first?.closed).toBe(1008);
    await visitor.tap(QUESTIONS);
    for (const listener of others) await expectsAllOnce(listener, visitor);
  });

  test('nobody hears another conversation', async () => {
    const app = await anApp();
    const [one, two] = await Promise.all([aVisit(app), aVisit(app)]);
    const listener = aListener(one.streamUrl);
    await two.tap(QUESTIONS);
    await one.tap(PERSON);
    await expectsAllOnce(listener, one);
  });
});

describe('When listeners do what they should not', () => {
  test('what they send is not read', async () => {
    const visitor = await aVisit(await anApp());
    const listener = aListener(visitor.streamUrl);
    await once(listener.socket, 'open');
    for (const sent of ['', '{"type":"message","text":"x"}', 'x'.repeat(1024)]) {
      listener.socket.send(sent);
    }
    await visitor.tap(QUESTIONS);
    await expectsAllOnce(listener, visitor);
    expect(listener.heard()).toHaveLength(3);
  });

  test('who sends much is put out, and the others hear on', async () => {
    const visitor = await aVisit(await anApp());
    const [listener, other] = [aListener(visitor.streamUrl), aListener(visitor.streamUrl)];
    await once(listener.socket, 'open');
    listener.socket.send('x'.repeat(1025));
    expect(await listener.closed).toBe(1009);
    await visitor.tap(QUESTIONS);
    await expectsAllOnce(other, visitor);
  });

  test('whoever is gone without a word leaves the conversation as it is', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const listener = aListener(visitor.streamUrl);
    await once(listener.socket, 'open');
    listener.socket.terminate();
    for (const title of [QUESTIONS, HOME, PERSON]) {
      expect((await visitor.tap(title)).status).toBe(200);
    }
    expect(app.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('When the conversation is forgotten', () => {
  test('listeners are told that it has ended', async () => {
    const visitor = await aVisit(await anApp());
    const listeners = [aListener(visitor.streamUrl), aListener(visitor.streamUrl)];
    await visitor.send({ ...visitor.line('x'), value: { event: { type: 'FORGET' }, card: '' } });
    for (const { until } of listeners) await until(lastOf(visitor.heard.replies));
    await visitor.post(visitor.press(german('visit:forgetYes')));
    for (const { socket, sets } of listeners) {
      if (sets.at(-1)?.activities[0]?.type !== 'endOfConversation') await once(socket, 'message');
      expect(sets.at(-1)?.activities).toMatchObject([
        { type: 'endOfConversation', text: german('visit:forgotten'), from: { role: 'bot' } },
      ]);
    }
  });
});

describe('When somebody may not listen', () => {
  /** A conversation of somebody, and its address with another token. */
  async function aStream(env: Record<string, string> = {}) {
    const app = await anApp({ env });
    const visitor = await aVisit(app);
    const withToken = (token: string) => visitor.streamUrl.replace(/t=[^&]*/, `t=${token}`);
    return { app, visitor, withToken };
  }

  test.each<[name: string, tokenOf: (token: string) => string]>([
    ['no token', () => ''],
    ['garbage', () => 'garbage'],
    ['garbage in three parts', () => 'a.b.c'],
    ['a token that was changed', (token) => token.replace(/\.[^.]+$/, `.${'A'.repeat(43)}`)],
    [
      'a token of the algorithm none',
      (token) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`,
    ],
  ])('she is refused with 403: %s', async (_name, tokenOf) => {
    const { visitor, withToken } = await aStream();
    expect(await statusOf(withToken(tokenOf(visitor.token)))).toBe(403);
    expect(await statusOf(visitor.streamUrl)).toBe(101);
  });

  test('she is refused with 403: the token of another conversation', async () => {
    const { app, withToken } = await aStream();
    const other = await aVisit(app);
    expect(await statusOf(withToken(other.token))).toBe(403);
  });

  test('she is refused with 403: an expired token', async () => {
    const { app, visitor } = await aStream();
    app.clock.forward(59);
    expect(await statusOf(visitor.streamUrl)).toBe(101);
    app.clock.forward(1);
    expect(await statusOf(visitor.streamUrl)).toBe(403);
  });

  test('she is refused with 403: a token in a header only', async () => {
    const { visitor } = await aStream();
    const bare = visitor.streamUrl.replace(/\?.*/, '');
    expect(await statusOf(bare, { Authorization: `Bearer ${visitor.token}` })).toBe(403);
  });

  test.each([
    ['of another site', 'https://evil.example', 403],
    ['in a sandbox', 'null', 403],
    ['that is allowed', 'https://www.rheine.de', 101],
  ])('a page %s is answered', async (_name, Origin, status) => {
    const { visitor } = await aStream({ CHAT_ORIGINS: 'https://www.rheine.de' });
    expect(await statusOf(visitor.streamUrl, { Origin })).toBe(status);
  });

  test('the own page of the server may', async () => {
    const { visitor } = await aStream();
    const { host } = new URL(visitor.streamUrl);
    expect(await statusOf(visitor.streamUrl, { Origin: `http://${host}` })).toBe(101);
  });

  test.each(['/', '/chat', '/v3/directline/stream', '/v3/directline/conversations/../x/stream'])(
    'there is nothing to listen to at %s',
    async (path) => {
      const { visitor } = await aStream();
      const { host } = new URL(visitor.streamUrl);
      expect(await statusOf(`ws://${host}${path}?t=${visitor.token}`)).toBe(404);
    },
  );

  test.each([
    ['no address', 'GET // HTTP/1.1'],
    ['an address of another form', 'GET http://[ HTTP/1.1'],
    ['no key', 'GET <stream> HTTP/1.1'],
    ['another method', 'POST <stream> HTTP/1.1'],
  ])('a request with %s gets a 4xx, and the next is served', async (_name, first) => {
    const { app, visitor } = await aStream();
    const { hostname, port, pathname, search } = new URL(visitor.streamUrl);
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.write(
      `${first.replace('<stream>', pathname + search)}\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(app.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(await statusOf(visitor.streamUrl)).toBe(101);
  });

  test('a plain request gets a 4xx', async () => {
    const { app, visitor } = await aStream();
    const { pathname, search } = new URL(visitor.streamUrl);
    const { status } = await app.ask(pathname + search);
    expect([404, 405, 426]).toContain(status);
  });
});

describe('When reading what was said takes its time', () => {
  test('nothing comes twice, however often it is told that there is more', async () => {
    const activities = [0, 1, 2, 3].map((place) => ({ id: `c|${place}` }));
    let said = 1;
    const stream = createStream();
    const server = createServer();
    stream.attach(server, {
      opens: async () => 'c',
      since: async (_conversation, place) => {
        const set = { activities: activities.slice(place, said), watermark: String(said) };
        await new Promise((resolve) => setTimeout(resolve, 20));
        return set;
      },
      isAllowed: () => true,
      log: aLog().log,
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(async () => {
      stream.close();
      await new Promise((resolve) => server.close(resolve));
    });
    const { port } = server.address() as AddressInfo;
    const listener = aListener(`ws://127.0.0.1:${port}/v3/directline/conversations/c/stream`);
    await once(listener.socket, 'open');
    for (said = 1; said < activities.length; said++) stream.changed('c');
    for (let each = 0; each < 5; each++) stream.changed('c');
    await listener.until('c|3');
    // A request that was under way would end within this time.
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(listener.heard().map(({ id }) => id)).toEqual(['c|0', 'c|1', 'c|2', 'c|3']);
  });
});

describe('When the server is closed', () => {
  test('those who listen are let go', async () => {
    const config = readConfig({ PORT: '0', DATA_DIR: await aFolder(), LOG_LEVEL: 'silent' });
    const { server, close } = await openApp(config, aLog().log, () => MONDAY);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const visitor = await aVisit({
      ask: async (path, init) => {
        const answer = await fetch(base + path, init);
        return { status: answer.status, body: await answer.text(), headers: answer.headers };
      },
    });
    const listener = aListener(visitor.streamUrl);
    await once(listener.socket, 'open');
    const gone = new Promise<void>((resolve) => server.close(resolve));
    await close();
    expect(await listener.closed).toBeGreaterThanOrEqual(1000);
    await gone;
  });
});
