import { describe, expect, test } from 'vitest';
import type { Activity, Outgoing } from '../../src/web/chat/activity.ts';
import { type ConnectionState, createConnection } from '../../src/web/chat/connection.ts';
import { aDirectLine, pass } from './direct-line.ts';

const GENERATE = 'POST /tokens/generate';
const START = 'POST /conversations';
const RECONNECT = 'GET /conversations/:id';
const POLL = 'GET /conversations/:id/activities';
const POST = 'POST /conversations/:id/activities';
const REFRESH = 'POST /tokens/refresh';

const words = (text: string, id = 'own-1'): Outgoing => ({
  type: 'message',
  text,
  from: { id: 'visitor' },
  locale: 'de',
  channelData: { clientActivityID: id },
});

/** A connection of a page, and what its listener was told. */
function aPage(service = aDirectLine(), given: { isHidden?: () => boolean } = {}) {
  const heard: Activity[] = [];
  const history: boolean[] = [];
  const states: ConnectionState[] = [];
  const over: boolean[] = [];
  const connection = createConnection({
    ...service.parts(given),
    listener: {
      heard: (activities, isHistory) => {
        heard.push(...activities);
        history.push(isHistory);
      },
      became: (state) => {
        if (states.at(-1) !== state) states.push(state);
      },
      isOver: (byOwnWords) => over.push(byOwnWords),
    },
  });
  return {
    service,
    connection,
    states,
    history,
    over,
    texts: (): string[] => heard.map(({ text }) => text),
    post: (text: string, id?: string) => connection.post(words(text, id), () => true),
  };
}

/** A page whose socket is open and has told everything. */
async function aConnectedPage(given: Parameters<typeof aPage>[1] = {}) {
  const page = aPage(aDirectLine(), given);
  page.connection.connect('uk');
  await pass();
  const [socket] = page.service.sockets;
  if (!socket) throw new Error('no socket was opened');
  socket.open();
  socket.send(page.service.everything());
  return { ...page, socket };
}

describe('When a page connects for the first time', () => {
  test('it begins a conversation in its language and hears the greeting once', async () => {
    const { service, texts, states } = await aConnectedPage();
    await pass(60);
    expect(service.askedFor(START).map(({ body }) => body)).toEqual([{ locale: 'uk' }]);
    expect(texts()).toEqual(['Guten Tag']);
    expect(states).toEqual(['connecting', 'open']);
  });

  test('it remembers the conversation for this tab', async () => {
    const { service } = await aConnectedPage();
    expect(service.newSession().read()).toMatchObject({
      conversation: 'talk-1',
      token: 'token-2',
      watermark: '1',
    });
  });

  test('it tries again with growing pauses as long as the server is away', async () => {
    const { service, connection, states } = aPage();
    service.answerNext(GENERATE, 'unreachable', { status: 503 }, 'unreachable');
    connection.connect('de');
    await pass(0.9);
    expect(service.askedFor(GENERATE)).toHaveLength(1);
    await pass(0.2);
    expect(service.askedFor(GENERATE)).toHaveLength(2);
    await pass(2);
    expect(service.askedFor(GENERATE)).toHaveLength(3);
    await pass(4);
    expect(states).toEqual(['connecting', 'open']);
  });

  test('it waits as long as the server says, whoever hurries', async () => {
    const { service, connection } = aPage();
    service.answerNext(GENERATE, { status: 429, retryAfter: 40 });
    connection.connect('de');
    await pass(20);
    connection.wake();
    await pass(19);
    expect(service.askedFor(GENERATE)).toHaveLength(1);
    await pass(2);
    expect(service.askedFor(START)).toHaveLength(1);
  });

  test('it takes a token that is handed out to GET only', async () => {
    const { service, connection, states } = aPage();
    service.answerNext(GENERATE, { status: 405 });
    connection.connect('de');
    await pass();
    expect(service.askedFor('GET /tokens/generate')).toHaveLength(1);
    expect(states).toEqual(['connecting', 'open']);
  });
});

describe('When there is no socket', () => {
  test('it is polled as soon as opening takes more than three seconds', async () => {
    const { service, connection, texts } = aPage();
    connection.connect('de');
    await pass(2.9);
    const before = service.askedFor(POLL).length;
    service.say({ text: 'Neues' });
    await pass(0.2);
    expect(service.askedFor(POLL)).toHaveLength(before + 1);
    expect(texts()).toEqual(['Guten Tag', 'Neues']);
    await pass(4);
    expect(service.askedFor(POLL)).toHaveLength(before + 3);
  });

  test('it is polled slowly while nobody sees the page', async () => {
    const page = await aConnectedPage({ isHidden: () => true });
    page.service.answerNext(RECONNECT, ...Array.from({ length: 9 }, () => 'unreachable' as const));
    page.socket.drop();
    await pass(1);
    const before = page.service.askedFor(POLL).length;
    await pass(19);
    expect(page.service.askedFor(POLL).length).toBeLessThanOrEqual(before + 1);
  });

  test('polling ends when a socket is open again', async () => {
    const { service, socket } = await aConnectedPage();
    socket.drop();
    await pass(1.1);
    const next = service.sockets[1];
    next?.open();
    await pass(3);
    const before = service.askedFor(POLL).length;
    await pass(60);
    expect(service.askedFor(POLL)).toHaveLength(before);
  });

  test('a page that forbids sockets is polled', async () => {
    const service = aDirectLine();
    const page = aPage(service);
    const forbidding = createConnection({
      ...service.parts(),
      openSocket: () => {
        throw new DOMException('forbidden', 'SecurityError');
      },
      listener: { heard: () => {}, became: () => {}, isOver: () => {} },
    });
    forbidding.connect('de');
    await pass(10);
    expect(service.askedFor(POLL).length).toBeGreaterThan(3);
    expect(page.texts()).toEqual([]);
  });
});

describe('When the socket is lost', () => {
  test('it is opened again behind what was heard last, with a fresh token', async () => {
    const { service, socket } = await aConnectedPage();
    service.say({ text: 'Zweite' });
    socket.drop();
    await pass(1.1);
    expect(service.askedFor(RECONNECT)[0]?.query).toBe('?watermark=2');
    expect(service.sockets[1]?.url).toContain('watermark=2');
    await pass();
    expect(service.newSession().read().token).toBe('token-3');
  });

  test('pauses between attempts grow up to 30 seconds', async () => {
    const { service, socket } = await aConnectedPage();
    service.answerNext(RECONNECT, ...Array.from({ length: 20 }, () => 'unreachable' as const));
    socket.drop();
    const times: number[] = [];
    for (let second = 0; second < 125; second++) {
      const before = service.askedFor(RECONNECT).length;
      await pass(1);
      if (service.askedFor(RECONNECT).length > before) times.push(second + 1);
    }
    expect(times).toEqual([1, 3, 7, 15, 31, 61, 91, 121]);
  });

  test('nothing is lost and nothing comes twice, whichever way it comes', async () => {
    const { service, socket, texts } = await aConnectedPage();
    socket.drop();
    service.say({ text: 'während der Unterbrechung' });
    await pass(1.1);
    service.sockets[1]?.open();
    service.sockets[1]?.send(service.everything());
    service.say({ text: 'danach' });
    service.sockets[1]?.send(service.everything());
    await pass(10);
    expect(texts()).toEqual(['Guten Tag', 'während der Unterbrechung', 'danach']);
  });

  test('it is said when polling fails as well, and when it works again', async () => {
    const { service, socket, states } = await aConnectedPage();
    service.setUnreachable(true);
    socket.drop();
    await pass(30);
    expect(states.at(-1)).toBe('reconnecting');
    service.setUnreachable(false);
    await pass(31);
    expect(states.at(-1)).toBe('open');
  });

  test('a network that is back is used at once', async () => {
    const { service, socket, connection, states } = await aConnectedPage();
    service.setUnreachable(true);
    socket.drop();
    await pass(100);
    service.setUnreachable(false);
    connection.wake();
    await pass(0.1);
    expect(states.at(-1)).toBe('open');
  });

  test('empty and broken messages do no harm', async () => {
    const { service, socket, texts } = await aConnectedPage();
    socket.send('');
    service.say({ text: 'Zweite' });
    socket.send('{"activities":');
    await pass(1.1);
    service.sockets[1]?.open();
    service.say({ text: 'Dritte' });
    expect(texts()).toEqual(['Guten Tag', 'Zweite', 'Dritte']);
  });

  test('a socket that is dead without saying so is found out by an own message', async () => {
    const { service, socket, post, texts } = await aConnectedPage();
    await post('Hallo?');
    await pass(3.1);
    expect(texts()).toEqual(['Guten Tag', 'Hallo?']);
    expect(socket.isClosed).toBe(true);
    await pass(1.1);
    expect(service.sockets).toHaveLength(2);
  });

  test('a socket that echoes is left in peace', async () => {
    const { service, socket, post } = await aConnectedPage();
    const before = service.askedFor(POLL).length;
    const posted = post('Hallo');
    await pass();
    socket.send(service.everything());
    await posted;
    await pass(10);
    expect(socket.isClosed).toBe(false);
    expect(service.askedFor(POLL)).toHaveLength(before);
  });
});

describe('When the page is loaded again', () => {
  test('the conversation comes back from the server, as history', async () => {
    const { service } = await aConnectedPage();
    service.say({ text: 'Zweite' });
    const again = aPage(service);
    again.connection.connect('de');
    await pass();
    expect(service.askedFor(START)).toHaveLength(1);
    expect(service.askedFor(POLL).at(-1)?.query).toBe('');
    expect(again.texts()).toEqual(['Guten Tag', 'Zweite']);
    expect(again.history).toEqual([true]);
  });

  test('a server that is away is asked again, the conversation is kept', async () => {
    const { service } = await aConnectedPage();
    service.answerNext(POLL, 'unreachable', { status: 502 });
    const again = aPage(service);
    again.connection.connect('de');
    await pass(4);
    expect(again.texts()).toEqual(['Guten Tag']);
    expect(service.askedFor(START)).toHaveLength(1);
  });

  test('a conversation that is over is said to be, and forgotten', async () => {
    const { service } = await aConnectedPage();
    service.forgetAll();
    const again = aPage(service);
    again.connection.connect('de');
    await pass();
    expect(again.over).toEqual([false]);
    expect(service.storage.length).toBe(0);
  });
});

describe('The token', () => {
  test('is refreshed every 30 minutes', async () => {
    const { service } = await aConnectedPage();
    await pass(31 * 60);
    expect(service.askedFor(REFRESH).map(({ token }) => token)).toEqual(['token-2']);
    expect(service.newSession().read().token).toBe('token-3');
    await pass(30 * 60);
    expect(service.askedFor(REFRESH)).toHaveLength(2);
  });

  test('is refreshed when the page is seen again after long', async () => {
    const { service, connection } = await aConnectedPage();
    await pass(10);
    connection.wake();
    expect(service.askedFor(REFRESH)).toHaveLength(0);
    service.answerNext(REFRESH, 'unreachable');
    await pass(31 * 60);
    connection.wake();
    await pass();
    expect(service.askedFor(REFRESH)).toHaveLength(2);
    expect(service.newSession().read().token).toBe('token-3');
  });

  test('that is over after a long sleep is exchanged, and nothing is lost', async () => {
    const { service, over, post } = await aConnectedPage();
    service.answerNext(REFRESH, 'unreachable');
    await pass(31 * 60);
    service.answerNext('POST /conversations/:id/activities', { status: 403 });
    const answer = await post('Guten Morgen');
    expect(answer.status).toBe(200);
    expect(service.askedFor(REFRESH).at(-1)?.token).toBe('ticket-of-the-talk');
    expect(over).toEqual([]);
  });

  test('that is over when the page is loaded again is exchanged', async () => {
    const { service, over } = await aConnectedPage();
    service.answerNext('GET /conversations/:id/activities', { status: 403 });
    const again = aPage(service);
    again.connection.connect('de');
    await pass();
    expect(service.askedFor(REFRESH).map(({ token }) => token)).toEqual(['ticket-of-the-talk']);
    expect([over, again.over]).toEqual([[], []]);
  });

  test('that is refused, as its ticket is, ends the conversation', async () => {
    const { service, over } = await aConnectedPage();
    service.answerNext(REFRESH, { status: 403 });
    service.answerNext(REFRESH, { status: 403 });
    await pass(31 * 60);
    expect(over).toEqual([false]);
  });
});

describe('When the conversation ends', () => {
  test.each([403, 404])(
    'with %i at a message, it is over once, and the message waits',
    async (status) => {
      const { service, connection, post, over } = await aConnectedPage();
      service.answerNext(POST, { status });
      service.answerNext(REFRESH, { status });
      expect((await post('Hallo')).status).toBe(status);
      expect(over).toEqual([false]);

      const posted = post('Hallo');
      await pass(5);
      expect(service.askedFor(POST)).toHaveLength(1);
      connection.connect('de');
      await pass();
      expect((await posted).status).toBe(200);
      expect(service.askedFor(POST).at(-1)?.path).toContain('talk-2');
      expect(over).toEqual([false]);
    },
  );

  test('by the bot, its last words are heard and everything else is forgotten', async () => {
    const { service, socket, texts, states } = await aConnectedPage();
    socket.send({
      activities: [
        { type: 'endOfConversation', id: '0|x', text: 'Gelöscht', from: { role: 'bot' } },
      ],
      watermark: '0',
    });
    expect(texts()).toEqual(['Guten Tag', 'Gelöscht']);
    expect(states.at(-1)).toBe('closed');
    expect(service.storage.length).toBe(0);
    const asked = service.asked.length;
    await pass(3600);
    expect(service.asked).toHaveLength(asked);
  });

  test('by own words while it is polled, it is told from one that has run out', async () => {
    const { service, socket, post, over } = await aConnectedPage();
    service.answerNext(RECONNECT, ...Array.from({ length: 9 }, () => 'unreachable' as const));
    socket.drop();
    await pass(1);
    await post('alles löschen');
    service.forgetAll();
    await pass(3);
    expect(over).toEqual([true]);
  });

  test('because the visitor has it deleted, the server is told', async () => {
    const { service, connection } = await aConnectedPage();
    service.answerNext('DELETE /conversations/:id', 'unreachable');
    expect(await connection.remove()).toBe(false);
    expect(await connection.remove()).toBe(true);
  });

  test('before it is open again after a reload, the server is told as well', async () => {
    const { service } = await aConnectedPage();
    service.answerNext(POLL, 'unreachable');
    const again = aPage(service);
    again.connection.connect('de');
    expect(await again.connection.remove()).toBe(true);
    expect(service.askedFor('DELETE /conversations/:id')).toHaveLength(1);
  });

  test('of an earlier conversation no answer counts any more', async () => {
    const { connection, post, over } = await aConnectedPage();
    const late = post('Hallo');
    connection.close();
    connection.connect('de');
    await late;
    await pass(1);
    expect(over).toEqual([]);
  });
});

test('A chat that is taken off the page is silent, and its tab comes back to the conversation', async () => {
  const { service, connection, socket } = await aConnectedPage();
  connection.leave();
  const asked = service.asked.length;
  await pass(3600);
  expect(service.asked).toHaveLength(asked);
  expect(socket.isClosed).toBe(true);
  expect(service.newSession().read().conversation).toBe('talk-1');
});
