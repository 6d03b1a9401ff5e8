import { type Activity, ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { anApp, type TestApp } from '../../support/app.ts';
import { textsOf } from '../../support/locales.ts';
import { aVisit, aVisitor, DIRECT_LINE, german, type Shown } from '../../support/web-chat.ts';
import { XmlHttpRequest } from '../../support/xml-http-request.ts';

// It is made for browsers. The WebSocket of Node is like theirs; this one Node does not have.
beforeAll(() => {
  vi.stubGlobal('XMLHttpRequest', XmlHttpRequest);
});
afterAll(() => {
  vi.unstubAllGlobals();
});

type Options = ConstructorParameters<typeof DirectLine>[0];

const COURSE = german('visit:course');
const QUESTIONS = german('visit:questions');

/** Where clients reach a bot. */
async function domainOf(app: TestApp): Promise<string> {
  const { host } = new URL((await aVisit(app)).streamUrl);
  return `http://${host}${DIRECT_LINE}`;
}

/** Microsoft's client as it is, and what it was given. */
function aClient(options: Options) {
  const client = new DirectLine({ pollingInterval: 200, ...options });
  const heard: Shown[] = [];
  const statuses: ConnectionStatus[] = [];
  const waiting = new Set<() => void>();
  const look = () => {
    for (const each of waiting) each();
  };
  client.connectionStatus$.subscribe((status) => {
    statuses.push(status);
    look();
  });
  const listening = client.activity$.subscribe(
    (activity) => {
      heard.push(activity as unknown as Shown);
      look();
    },
    // It tells by a failure that the conversation was ended.
    () => undefined,
  );
  const end = () => {
    listening.unsubscribe();
    client.end();
  };
  onTestFinished(end);
  const until = (isThere: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = () => {
        if (!isThere()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  return {
    heard,
    end,
    /** Resolves when so many activities were heard. */
    hears: (count: number) => until(() => heard.length >= count),
    becomes: (status: ConnectionStatus) => until(() => statuses.includes(status)),
    /** Posts an activity; resolves to its id. */
    post: (activity: object): Promise<string> =>
      new Promise((resolve, reject) => {
        client.postActivity(activity as Activity).subscribe(resolve, reject);
      }),
  };
}

const message = (text: string, more: object = {}) => ({
  type: 'message',
  from: { id: 'visitor' },
  text,
  ...more,
});

/** What is posted when a button of an activity is tapped, as Microsoft's clients do it. */
function tapped(activity: Shown | undefined, title: string) {
  const action = activity?.suggestedActions?.actions.find((each) => each.title === title);
  if (!action) throw new Error(`there is no "${title}"`);
  const { text = title, value } = action;
  return message(text, { value, channelData: { messageBack: { displayText: title } } });
}

describe.each([
  ['over a WebSocket', true],
  ['by polling', false],
])("When Microsoft's own client talks to the bot %s", (_name, webSocket) => {
  async function aTalk(more: Partial<Options> = {}) {
    const app = await anApp();
    const domain = await domainOf(app);
    const visitor = aVisitor(app);
    await visitor.generate();
    const options = { domain, webSocket, ...more };
    const client = aClient({ ...options, token: visitor.token });
    await client.hears(1);
    return { app, visitor, options, client };
  }

  test('it is online and gets the greeting in its language', async () => {
    const { client } = await aTalk({ conversationStartProperties: { locale: 'tr-TR' } });
    await client.becomes(ConnectionStatus.Online);
    const [greeting] = client.heard;
    expect(greeting?.text?.replaceAll('\\', '')).toContain(textsOf('tr').get('visit:hello'));
    expect(greeting).toMatchObject({ type: 'message', locale: 'tr', from: { role: 'bot' } });
  });

  test('it posts a message, gets its own words under the id that it was told, and the answer', async () => {
    const { client } = await aTalk();
    const id = await client.post(message('Guten Tag', { channelData: { clientActivityID: 'c1' } }));
    await client.hears(3);
    const [, echo, reply] = client.heard;
    expect(echo).toMatchObject({ id, text: 'Guten Tag', channelData: { clientActivityID: 'c1' } });
    expect(reply?.text).toContain(german('visit:greeting'));
  });

  test('what is said comes once and in its order', async () => {
    const { client, visitor } = await aTalk();
    await client.post(tapped(client.heard[0], QUESTIONS));
    await client.post(tapped(client.heard[0], COURSE));
    await client.hears(5);
    expect(client.heard).toEqual(await visitor.transcript());
    expect(client.heard.map(({ from }) => from.role)).toEqual([
      'bot',
      ...['user', 'bot', 'user', 'bot'],
    ]);
  });

  test('what is no message is taken without a word', async () => {
    const { client, visitor } = await aTalk();
    expect(await client.post({ type: 'typing', from: { id: 'visitor' } })).toEqual(
      expect.any(String),
    );
    expect(
      await client.post({
        type: 'event',
        name: 'webchat/join',
        value: {},
        from: { id: 'visitor' },
      }),
    ).toEqual(expect.any(String));
    expect(await visitor.transcript()).toHaveLength(1);
  });

  test('it ends, and another one goes on behind the watermark', async () => {
    const { client, visitor, options } = await aTalk();
    await client.post(tapped(client.heard[0], QUESTIONS));
    await client.hears(3);
    client.end();
    const missed = await visitor.listen();
    expect(missed.replies).toHaveLength(2);

    const again = aClient({
      ...options,
      token: visitor.token,
      conversationId: visitor.id,
      watermark: '3',
    });
    await again.becomes(ConnectionStatus.Online);
    const id = await again.post(tapped(client.heard[0], COURSE));
    await again.hears(2);
    expect(again.heard[0]?.id).toBe(id);
    expect([...client.heard, ...again.heard]).toEqual(await visitor.transcript());
  });

  test('it comes back with what it was told when it came back before', async () => {
    const { client, visitor, options } = await aTalk();
    client.end();
    await visitor.send(tapped(client.heard[0], QUESTIONS));
    const { body } = await visitor.reconnect('1');
    const again = aClient({
      ...options,
      token: String(body['token']),
      streamUrl: String(body['streamUrl']),
      conversationId: visitor.id,
      watermark: '1',
    });
    await again.hears(2);
    expect([...client.heard, ...again.heard]).toEqual(await visitor.transcript());
  });

  test('it is told that its token has expired', async () => {
    const { app, client } = await aTalk();
    app.clock.forward(61);
    expect(await client.post(message('Hallo'))).toBe('retry');
    await client.becomes(ConnectionStatus.ExpiredToken);
  });

  test('it is told when a line is too long', async () => {
    const { client } = await aTalk();
    await expect(client.post(message('x'.repeat(1001)))).rejects.toMatchObject({ status: 413 });
  });

  test('it cannot connect with a bad token', async () => {
    const { options } = await aTalk();
    const stranger = aClient({ ...options, token: 'a.b.c' });
    await stranger.becomes(ConnectionStatus.FailedToConnect);
    expect(stranger.heard).toEqual([]);
  });
});

describe("When a conversation is forgotten while Microsoft's own client is there", () => {
  test('polling, it is told that the conversation has ended', async () => {
    const app = await anApp();
    const domain = await domainOf(app);
    const visitor = aVisitor(app);
    await visitor.generate();
    const client = aClient({ domain, token: visitor.token, webSocket: false });
    await client.hears(1);
    await visitor.forget();
    await client.becomes(ConnectionStatus.Ended);
  });

  test('listening, it is told by the last activity', async () => {
    const app = await anApp();
    const domain = await domainOf(app);
    const visitor = aVisitor(app);
    await visitor.generate();
    const client = aClient({ domain, token: visitor.token });
    await client.hears(1);
    await client.post(message('x', { value: { event: { type: 'FORGET' }, card: '' } }));
    await client.hears(3);
    await client.post(tapped(client.heard[2], german('visit:forgetYes')));
    await client.hears(4);
    expect(client.heard[3]).toMatchObject({
      type: 'endOfConversation',
      text: german('visit:forgotten'),
    });
  });
});
