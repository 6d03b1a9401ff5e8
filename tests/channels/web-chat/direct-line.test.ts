import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../../src/domain/locale.ts';
import { MASK } from '../../../src/domain/masking.ts';
import { anApp, type TestApp } from '../../support/app.ts';
import { textsOf } from '../../support/locales.ts';
import {
  aVisit,
  aVisitor,
  german,
  type Heard,
  type Shown,
  storedOf,
  sweepVisits,
  type Visitor,
} from '../../support/web-chat.ts';

const DAY = 24 * 60;

const COURSE = german('visit:course');
const QUESTIONS = german('visit:questions');
const PERSON = german('visit:person');
const HOME = german('visit:home');

/** Who said what, in the order of the chat. */
const wordsOf = (activities: readonly Shown[]): string[] =>
  activities.map(({ from, text }) => (from.role === 'bot' ? '…' : (text ?? '')));

/** What somebody read, without the backslashes of markdown. */
const readable = ({ text }: Heard): string => text.replaceAll('\\', '');

/** Lets time go by while the client is open and renews its token. */
async function stayOpen(app: TestApp, visitor: Visitor, minutes: number): Promise<void> {
  for (let left = minutes; left > 0; left -= 50) {
    app.clock.forward(Math.min(50, left));
    expect((await visitor.refresh()).status).toBe(200);
  }
}

describe('When a client asks for a token', () => {
  test('it gets one for a new conversation, for an hour', async () => {
    const app = await anApp();
    const { status, body, headers } = await aVisitor(app).generate();
    expect(status).toBe(200);
    expect(body).toEqual({
      conversationId: expect.stringMatching(/^[\w-]{22}$/),
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      expires_in: 3600,
    });
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('every conversation is another one, and nothing is stored before it begins', async () => {
    const app = await anApp();
    const one = aVisitor(app);
    const two = aVisitor(app);
    await Promise.all([one.generate(), two.generate()]);
    expect(one.id).not.toBe(two.id);
    expect((await one.activities()).status).toBe(404);
    expect(await storedOf(app)).toEqual({});
  });

  test('it can renew the token, so that the conversation stays open', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const first = visitor.token;
    app.clock.forward(50);
    const { status, body } = await visitor.refresh();
    expect(status).toBe(200);
    expect(body).toEqual({
      conversationId: visitor.id,
      token: visitor.token,
      expires_in: 3600,
      returnTicket: expect.any(String),
    });
    expect(visitor.token).not.toBe(first);
    app.clock.forward(50);
    expect((await visitor.activities()).status).toBe(200);
    const late = await visitor.request('POST', '/tokens/refresh', {
      headers: { Authorization: `Bearer ${first}` },
    });
    expect(late.status).toBe(403);
  });
});

describe('When a client comes back after its token is over', () => {
  /** A conversation whose client slept for some minutes, and what it gets for a ticket. */
  async function asleep(minutes: number) {
    const app = await anApp();
    const visitor = aVisitor(app);
    await visitor.generate();
    const { body } = await visitor.start();
    app.clock.forward(minutes);
    const ticket = String(body['returnTicket']);
    const exchange = (given = ticket) =>
      visitor.request('POST', '/tokens/refresh', { headers: { Authorization: `Bearer ${given}` } });
    return { app, visitor, ticket, exchange };
  }

  test('its ticket gets a new token, and the conversation goes on', async () => {
    const { visitor, exchange } = await asleep(300);
    expect((await visitor.activities()).status).toBe(403);
    const { status, body } = await exchange();
    expect(status).toBe(200);
    const renewed = await visitor.request('GET', `/conversations/${visitor.id}/activities`, {
      headers: { Authorization: `Bearer ${body['token']}` },
    });
    expect(renewed.status).toBe(200);
  });

  test('the ticket itself opens nothing', async () => {
    const { visitor, ticket } = await asleep(1);
    const headers = { Authorization: `Bearer ${ticket}` };
    const path = `/conversations/${visitor.id}`;
    for (const [method, where] of [
      ['GET', `${path}/activities`],
      ['POST', `${path}/activities`],
      ['GET', path],
      ['DELETE', path],
      ['POST', '/conversations'],
    ] as const) {
      const body = method === 'POST' ? { body: JSON.stringify({ type: 'message' }) } : {};
      expect((await visitor.request(method, where, { headers, ...body })).status).toBe(403);
    }
  });

  test('it is good for a day and not longer', async () => {
    const { exchange } = await asleep(24 * 60 + 1);
    expect((await exchange()).status).toBe(403);
  });

  test('it brings nothing back of a conversation that was deleted', async () => {
    const { visitor, exchange } = await asleep(1);
    await visitor.request('DELETE', `/conversations/${visitor.id}`);
    expect((await exchange()).status).toBe(404);
  });

  test.each(['tampered', 'shortened'])('it is refused when it is %s', async (how) => {
    const { ticket, exchange } = await asleep(1);
    const [header, claims = '', signature = ''] = ticket.split('.');
    const bad =
      how === 'tampered'
        ? `${header}.${claims.slice(0, -2)}AA.${signature}`
        : `${header}.${claims}.${signature.slice(0, -4)}`;
    expect((await exchange(bad)).status).toBe(403);
  });
});

describe('When a conversation is started', () => {
  test('the bot greets, and starting it again says nothing again', async () => {
    const visitor = aVisitor(await anApp());
    await visitor.generate();
    const first = await visitor.start();
    expect(first.status).toBe(201);
    const greeting = await visitor.transcript();
    expect(wordsOf(greeting)).toEqual(['…']);
    expect(first.body).toEqual({
      conversationId: visitor.id,
      token: expect.any(String),
      expires_in: 3600,
      returnTicket: expect.any(String),
      streamUrl: expect.stringMatching(
        new RegExp(`^ws://127\\.0\\.0\\.1:\\d+/v3/directline/conversations/${visitor.id}/stream`),
      ),
      activities: greeting,
      watermark: '1',
    });

    const second = await visitor.start();
    expect([second.status, second.body['conversationId']]).toEqual([200, visitor.id]);
    expect(await visitor.transcript()).toEqual(greeting);
  });

  test.each([
    ['behind our proxy with TLS', { TRUST_PROXY: 'true' }, 'https', 'wss:'],
    ['behind our proxy without', { TRUST_PROXY: 'true' }, 'http', 'ws:'],
    ['where anybody could say so', {}, 'https', 'ws:'],
  ])('the address to listen at fits the connection: %s', async (_name, env, proto, scheme) => {
    const app = await anApp({ env });
    const visitor = await aVisit(app, { headers: { 'X-Forwarded-Proto': proto } });
    expect(new URL(visitor.streamUrl).protocol).toBe(scheme);
  });

  test('one that has begun comes with what was said', async () => {
    const visitor = await aVisit(await anApp());
    await visitor.tap(QUESTIONS);
    const { status, body } = await visitor.start();
    expect([status, body.watermark]).toEqual([200, '3']);
    expect(body.activities).toEqual(await visitor.transcript());
  });

  test('without a token a new one begins, with a token of its own', async () => {
    const app = await anApp();
    const [first, second] = await Promise.all([aVisitor(app).start(), aVisitor(app).start()]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body['conversationId']).not.toBe(second.body['conversationId']);
    expect(wordsOf(first.body.activities ?? [])).toEqual(['…']);
    const path = `/conversations/${first.body['conversationId']}/activities`;
    const readWith = async ({ body }: typeof first) => {
      const headers = { Authorization: `Bearer ${body['token']}` };
      return (await aVisitor(app).request('GET', path, { headers })).status;
    };
    expect([await readWith(first), await readWith(second)]).toEqual([200, 403]);
  });

  test('several times at once, it greets once', async () => {
    const visitor = aVisitor(await anApp());
    await visitor.generate();
    const answers = await Promise.all(Array.from({ length: 5 }, () => visitor.start()));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(wordsOf(await visitor.transcript())).toEqual(['…']);
  });

  test('what the bot says is marked as its own', async () => {
    const visitor = await aVisit(await anApp());
    const [greeting] = visitor.heard.replies;
    expect(greeting).toMatchObject({
      type: 'message',
      channelId: 'directline',
      timestamp: '2026-11-23T08:00:02.000Z',
      from: { id: 'integrationslotse', name: 'Integrationslotse', role: 'bot' },
      conversation: { id: visitor.id },
      locale: 'de',
      textFormat: 'markdown',
    });
  });

  test.each(LOCALES)('the bot greets in the language of the client: %s', async (locale) => {
    const heard = await aVisitor(await anApp(), { locale }).begin();
    expect(readable(heard)).toContain(textsOf(locale).get('visit:hello'));
    expect(heard.buttons).toContain(textsOf(locale).get('visit:course'));
    expect(heard.replies[0]?.locale).toBe(locale);
  });

  test.each([
    ['the language of the browser', { languages: 'uk-UA,uk;q=0.9,en;q=0.8' }, 'uk'],
    ['the first of the browser that it speaks', { languages: 'fr-FR,sq,tr;q=0.5,en' }, 'tr'],
    ['the language of the page first', { locale: 'pl', languages: 'uk' }, 'pl'],
    ['a language with its country', { locale: 'pt-BR' }, 'pt'],
    ['Kurmanji by its own code', { locale: 'kmr' }, 'ku'],
    ['Dari', { locale: 'prs-AF' }, 'fa'],
    ['simple German', { locale: 'de-x-simple' }, 'de-x-simple'],
    [
      'the browser, where the page has no language of ours',
      { locale: 'fr', languages: 'ar' },
      'ar',
    ],
    ['German, where nobody says anything', {}, 'de'],
    ['German, where it speaks none of them', { locale: 'fr', languages: 'sq,*' }, 'de'],
    ['German, where the language is no language', { locale: 'x'.repeat(500) }, 'de'],
  ])('it takes %s', async (_name, given, locale) => {
    const heard = await aVisitor(await anApp(), given).begin();
    expect(heard.replies[0]?.locale).toBe(locale);
  });

  test.each(['{"locale":5}', '{"locale":null}', '[]', 'null', '"de"', '{}'])(
    'a body of another form is passed over: %s',
    async (body) => {
      const visitor = aVisitor(await anApp(), { languages: 'tr' });
      await visitor.generate();
      expect((await visitor.request('POST', '/conversations', { body })).status).toBe(201);
      expect((await visitor.transcript())[0]?.locale).toBe('tr');
    },
  );
});

describe('When somebody says something', () => {
  test('it stands in the chat as her own words, with the id of her client, and the answer behind it', async () => {
    const visitor = await aVisit(await anApp());
    const heard = await visitor.send(visitor.line('Guten Tag', 'client-7'));
    expect(heard.echo).toEqual({
      type: 'message',
      id: `${visitor.id}|0000001`,
      timestamp: expect.any(String),
      channelId: 'directline',
      from: { id: 'visitor', role: 'user' },
      conversation: { id: visitor.id },
      text: 'Guten Tag',
      textFormat: 'plain',
      channelData: { clientActivityID: 'client-7' },
    });
    expect(heard.id).toBe(heard.echo?.id);
    expect(heard.text).toContain(german('visit:greeting'));
    expect(heard.replies.every(({ id }) => id > heard.id)).toBe(true);
  });

  test('a button says its own words', async () => {
    const visitor = await aVisit(await anApp());
    const heard = await visitor.tap(QUESTIONS);
    expect(heard.echo?.text).toBe(QUESTIONS);
    expect(heard.text).toContain(german('visit:whichGroup'));
  });

  test('the same words twice are said twice, because people repeat themselves', async () => {
    const visitor = await aVisit(await anApp());
    await visitor.tap(PERSON);
    await visitor.tap(HOME);
    await visitor.tap(PERSON);
    expect(wordsOf(await visitor.transcript())).toEqual(['…', PERSON, '…', HOME, '…', PERSON, '…']);
  });

  test('a client without ids of its own is answered each time', async () => {
    const visitor = await aVisit(await anApp());
    const { channelData: _none, ...press } = visitor.press(COURSE);
    const first = await visitor.send(press);
    const second = await visitor.send(press);
    expect(second.id > first.id).toBe(true);
    expect(first.echo).not.toHaveProperty('channelData');
  });

  test.each([
    ['in a typed line', (visitor: Visitor, text: string) => visitor.line(text)],
    [
      'in the words of a button',
      (visitor: Visitor, text: string) => ({ ...visitor.press(COURSE), text }),
    ],
  ])('what looks personal is stored and shown unreadably: %s', async (_name, activityOf) => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const text = 'Ich heiße Wilhelmine, 0171 2345678, apfel@strudel.example';
    const heard = await visitor.send(activityOf(visitor, text));
    expect(heard.echo?.text).toBe(`Ich heiße ${MASK}, ${MASK}, ${MASK}`);
    const shown = JSON.stringify(await visitor.transcript());
    const stored = JSON.stringify(await storedOf(app));
    expect(stored).toContain(MASK);
    for (const secret of ['Wilhelmine', '2345678', 'strudel']) {
      expect(shown).not.toContain(secret);
      expect(stored).not.toContain(secret);
    }
  });

  test('a line of 1,000 characters is taken, a longer one is not', async () => {
    const visitor = await aVisit(await anApp());
    const { status, body } = await visitor.post(visitor.line('ä'.repeat(1001)));
    expect([status, body]).toEqual([
      413,
      { error: { code: 'MessageSizeTooBig', message: expect.any(String) } },
    ]);
    expect(wordsOf(await visitor.transcript())).toEqual(['…']);
    const longest = { ...visitor.press(COURSE), text: 'ä'.repeat(1000) };
    expect((await visitor.send(longest)).echo?.text).toBe('ä'.repeat(1000));
  });

  test.each(['typing', 'event', 'endOfConversation', 'conversationUpdate', 'messageReaction'])(
    'an activity of the type %s is taken without a word',
    async (type) => {
      const visitor = await aVisit(await anApp());
      const { status, body } = await visitor.post({ ...visitor.press(COURSE), type });
      expect([status, body.id]).toEqual([200, expect.any(String)]);
      expect(wordsOf(await visitor.transcript())).toEqual(['…']);
    },
  );
});

describe('When the conversation is read', () => {
  async function aTalk() {
    const app = await anApp();
    const visitor = await aVisit(app);
    await visitor.tap(QUESTIONS);
    await visitor.tap(HOME);
    return { app, visitor };
  }

  test('it is all there, with the watermark behind the last', async () => {
    const { visitor } = await aTalk();
    const { body } = await visitor.activities();
    expect(wordsOf(body.activities ?? [])).toEqual(['…', QUESTIONS, '…', HOME, '…']);
    expect(body.watermark).toBe('5');
  });

  test('behind a watermark there is only what was said later', async () => {
    const { visitor } = await aTalk();
    const since = async (watermark: string) => (await visitor.activities(watermark)).body;
    expect(wordsOf((await since('3')).activities ?? [])).toEqual([HOME, '…']);
    expect(await since('5')).toEqual({ activities: [], watermark: '5' });
    expect(await since('3')).toEqual(await since('3'));
  });

  test.each(['', '-', '-1', 'x', '1.5', '99999999999999999999'])(
    'the watermark %j is none, so it is all there',
    async (watermark) => {
      const { visitor } = await aTalk();
      expect((await visitor.activities(watermark)).body.activities).toHaveLength(5);
    },
  );

  test('a watermark from the future leads back to the present', async () => {
    const { visitor } = await aTalk();
    expect((await visitor.activities('77')).body).toEqual({ activities: [], watermark: '5' });
  });

  test('ids grow with their place', async () => {
    const { visitor } = await aTalk();
    const ids = (await visitor.transcript()).map(({ id }) => id);
    expect(ids).toEqual([0, 1, 2, 3, 4].map((place) => `${visitor.id}|000000${place}`));
  });

  test('a client that lost the connection can come back to where it was', async () => {
    const { visitor } = await aTalk();
    const { status, body } = await visitor.reconnect('3');
    expect([status, body['conversationId'], body['expires_in']]).toEqual([200, visitor.id, 3600]);
    const stream = new URL(String(body['streamUrl']));
    expect(stream.searchParams.get('watermark')).toBe('3');
    expect(stream.searchParams.get('t')).toBe(body['token']);
    const answer = await visitor.request('GET', `/conversations/${visitor.id}/activities`, {
      headers: { Authorization: `Bearer ${body['token']}` },
    });
    expect(answer.status).toBe(200);
  });

  test('a conversation that was never started cannot be come back to', async () => {
    const visitor = aVisitor(await anApp());
    await visitor.generate();
    expect((await visitor.reconnect()).status).toBe(404);
    expect((await visitor.post(visitor.line('Hallo'))).status).toBe(404);
  });
});

/** What may be delivered twice: the button of the present reply, one of an earlier reply, and one of nobody's. */
const ways: [name: string, pressOn: (visitor: Visitor) => Promise<object>][] = [
  ['a tapped button', async (visitor) => visitor.press(QUESTIONS)],
  [
    'a button of an earlier card that only answered it',
    async (visitor) => {
      const pick = { event: { type: 'PICK', pick: 'b1' }, card: visitor.card };
      await visitor.tap(COURSE);
      return { ...visitor.line('B1'), value: pick };
    },
  ],
  [
    'a press that no button of ours makes',
    async (visitor) => ({ ...visitor.line('x'), value: { event: { type: 'NEW' }, card: '' } }),
  ],
];

describe.each(ways)('When %s is delivered again', (_name, pressOn) => {
  test.each([2, 3, 5])('%i times, one after the other, it is taken once', async (times) => {
    const visitor = await aVisit(await anApp());
    const activity = await pressOn(visitor);
    const before = (await visitor.transcript()).length;
    const ids: unknown[] = [];
    for (let each = 0; each < times; each++) ids.push((await visitor.post(activity)).body.id);
    const said = (await visitor.transcript()).slice(before);
    expect(wordsOf(said)).toHaveLength(2);
    expect(ids).toEqual(ids.map(() => said[0]?.id));
  });

  test.each([2, 3, 4, 5])('%i times at once, it is taken once', async (times) => {
    const visitor = await aVisit(await anApp());
    const activity = await pressOn(visitor);
    const before = (await visitor.transcript()).length;
    const answers = await Promise.all(Array.from({ length: times }, () => visitor.post(activity)));
    const said = (await visitor.transcript()).slice(before);
    expect(said.map(({ from }) => from.role)).toEqual(['user', 'bot']);
    expect(answers.map(({ status, body }) => [status, body.id])).toEqual(
      answers.map(() => [200, said[0]?.id]),
    );
  });

  test('after a restart, it is taken once', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const activity = await pressOn(visitor);
    const first = await visitor.post(activity);
    const before = await visitor.transcript();
    await app.stop();
    expect((await visitor.post(activity)).body).toEqual(first.body);
    expect(await visitor.transcript()).toEqual(before);
  });

  test('much later, it is known under the same id', async () => {
    const visitor = await aVisit(await anApp());
    const activity = await pressOn(visitor);
    const first = await visitor.post(activity);
    await visitor.listen();
    for (let each = 0; each < 5; each++) {
      await visitor.send({
        ...visitor.line('…'),
        value: { event: { type: 'TOPICS' }, card: '' },
      });
      await visitor.tap(HOME);
    }
    const before = await visitor.transcript();
    expect((await visitor.post(activity)).body).toEqual(first.body);
    expect(await visitor.transcript()).toEqual(before);
  });
});

describe('When a typed line is delivered again', () => {
  test('five times at once and once later, it is answered once', async () => {
    const visitor = await aVisit(await anApp());
    const line = visitor.line('Was kostet ein Deutschkurs?');
    const answers = await Promise.all(Array.from({ length: 5 }, () => visitor.post(line)));
    answers.push(await visitor.post(line));
    const said = (await visitor.transcript()).slice(1);
    expect(said.map(({ from }) => from.role)).toEqual(['user', 'bot']);
    expect(answers.map(({ body }) => body.id)).toEqual(answers.map(() => said[0]?.id));
  });
});

describe('When different things are said at once', () => {
  test('all of them are answered, each behind its own words', async () => {
    const visitor = await aVisit(await anApp());
    const titles = [QUESTIONS, PERSON, COURSE, german('visit:advice'), german('visit:language')];
    await Promise.all(titles.map((title) => visitor.post(visitor.press(title))));
    const words = wordsOf(await visitor.transcript());
    expect(words.filter((word) => word !== '…').sort()).toEqual([...titles].sort());
    expect(words.map((word) => word === '…')).toEqual([
      true,
      ...titles.flatMap(() => [false, true]),
    ]);
  });

  test('they are answered in the order in which they came', async () => {
    const visitor = await aVisit(await anApp());
    const first = visitor.post(visitor.line('Was kostet ein Deutschkurs?'));
    // The first has to be on its way, because two connections may overtake each other.
    await visitor.activities();
    const second = visitor.post(visitor.press(QUESTIONS));
    await Promise.all([first, second]);
    expect(wordsOf(await visitor.transcript())).toEqual([
      '…',
      'Was kostet ein Deutschkurs?',
      '…',
      QUESTIONS,
      '…',
    ]);
  });

  test('many who find the same answer helpful do not get into each other’s way', async () => {
    const app = await anApp();
    const visitors = await Promise.all(Array.from({ length: 12 }, () => aVisit(app)));
    for (const visitor of visitors) {
      const value = { event: { type: 'TOPIC', topic: 'ik.kosten' }, card: '' };
      await visitor.send({ ...visitor.line('x'), value });
    }
    const answers = await Promise.all(
      visitors.map((visitor) => visitor.post(visitor.press(german('visit:helpfulYes')))),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(await storedOf(app)).toMatchObject({ 'helpful/ik.kosten': { yes: 12, no: 0 } });
  });

  test('conversations do not mix', async () => {
    const app = await anApp();
    const visitors = await Promise.all(
      Array.from({ length: 8 }, (_, n) => aVisit(app, { locale: n % 2 ? 'tr' : 'de' })),
    );
    await Promise.all(
      visitors.map(async (visitor, n) => {
        await visitor.tap(textsOf(n % 2 ? 'tr' : 'de').get('visit:questions') ?? '');
        await visitor.tap(textsOf(n % 2 ? 'tr' : 'de').get('visit:home') ?? '');
      }),
    );
    for (const [n, visitor] of visitors.entries()) {
      const said = await visitor.transcript();
      expect(said).toHaveLength(5);
      expect(said.every(({ id }) => id.startsWith(`${visitor.id}|`))).toBe(true);
      const replies = said.filter(({ from }) => from.role === 'bot');
      expect(new Set(replies.map(({ locale }) => locale))).toEqual(new Set([n % 2 ? 'tr' : 'de']));
    }
  });
});

describe('When the bot is restarted between everything that is said', () => {
  test('nothing is lost and nothing comes twice', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const said: string[] = ['…'];
    for (const title of [QUESTIONS, german('visit:group.courses'), HOME, PERSON]) {
      await app.stop();
      const heard = await visitor.tap(title);
      expect(heard.status).toBe(200);
      expect(wordsOf(heard.replies)).toEqual(['…']);
      said.push(title, '…');
    }
    await app.stop();
    expect(wordsOf(await visitor.transcript())).toEqual(said);
    expect((await visitor.start()).status).toBe(200);
  });
});

describe('When a conversation is forgotten', () => {
  /** What is kept about conversations; when to look for them is no part of it. */
  async function keptOf(app: TestApp): Promise<string[]> {
    return Object.keys(await storedOf(app)).filter((key) => /^visit(?:s|ors)\//.test(key));
  }

  async function expectsNothingLeft(app: TestApp, visitor: Visitor): Promise<void> {
    expect((await visitor.activities()).status).toBe(404);
    expect((await visitor.reconnect()).status).toBe(404);
    expect((await visitor.post(visitor.line('Hallo'))).status).toBe(404);
    expect(await keptOf(app)).toEqual([]);
  }

  test('by its client, nothing of it is left', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    await visitor.tap(COURSE);
    expect(await keptOf(app)).toHaveLength(2);
    expect((await visitor.forget()).status).toBe(204);
    expect((await visitor.forget()).status).toBe(204);
    await expectsNothingLeft(app, visitor);
  });

  test('by its visitor in her words, she is asked first, and then nothing of it is left', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const asked = await visitor.say(german('web:delete'));
    expect(asked.text).toContain(german('visit:forgetAsk'));
    expect(asked.buttons).toEqual([german('visit:forgetYes'), german('visit:forgetNo')]);
    const { status } = await visitor.post(visitor.press(german('visit:forgetYes')));
    expect(status).toBe(200);
    await expectsNothingLeft(app, visitor);
  });

  test('a visitor who thinks better of it keeps it', async () => {
    const visitor = await aVisit(await anApp());
    await visitor.send({ ...visitor.line('x'), value: { event: { type: 'FORGET' }, card: '' } });
    const kept = await visitor.tap(german('visit:forgetNo'));
    expect(kept.text).toContain(german('visit:homeAgain'));
    expect(await visitor.transcript()).toHaveLength(5);
  });

  test.each([2, 5])('tapping its button %i times at once leaves nothing either', async (times) => {
    const app = await anApp();
    const visitor = await aVisit(app);
    await visitor.send({ ...visitor.line('x'), value: { event: { type: 'FORGET' }, card: '' } });
    const answers = await Promise.all(
      Array.from({ length: times }, () => visitor.post(visitor.press(german('visit:forgetYes')))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(
      answers.map((_, n) => (n === 0 ? 200 : 404)),
    );
    await expectsNothingLeft(app, visitor);
  });

  test('what is said in the same moment is not kept behind it', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const presses = [COURSE, QUESTIONS, PERSON].map((title) => visitor.press(title));
    const said = presses.map((press) => visitor.post(press));
    const [forgotten, ...answers] = await Promise.all([visitor.forget(), ...said]);
    expect(forgotten?.status).toBe(204);
    expect(answers.every(({ status }) => status === 200 || status === 404)).toBe(true);
    await expectsNothingLeft(app, visitor);
  });

  test('those of others stay', async () => {
    const app = await anApp();
    const other = await aVisit(app);
    const visitor = await aVisit(app);
    await visitor.forget();
    expect(await other.transcript()).toHaveLength(1);
    expect((await other.tap(COURSE)).status).toBe(200);
    expect(await keptOf(app)).toHaveLength(2);
  });

  test('its token begins a new one, which knows nothing of it', async () => {
    const visitor = await aVisit(await anApp());
    await visitor.tap(COURSE);
    await visitor.forget();
    expect((await visitor.start()).status).toBe(201);
    const said = await visitor.transcript();
    expect(wordsOf(said)).toEqual(['…']);
    expect(said[0]?.text).toContain(german('visit:hello'));
  });
});

describe('When nothing is said for 24 hours', () => {
  test('the conversation is gone, and nothing of it is left', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    await visitor.tap(COURSE);
    const before = app.clock.now();
    await stayOpen(app, visitor, DAY - 5);
    expect((await visitor.activities()).status).toBe(200);
    expect(await sweepVisits(app, app.clock.now())).toBe(0);
    expect(await visitor.transcript()).toHaveLength(3);

    app.clock.forward(5);
    expect(Date.parse(app.clock.now()) - Date.parse(before)).toBeGreaterThanOrEqual(DAY * 60_000);
    expect((await visitor.activities()).status).toBe(404);
    expect((await visitor.reconnect()).status).toBe(404);
    expect((await visitor.post(visitor.line('Hallo'))).status).toBe(404);
    expect(await sweepVisits(app, app.clock.now())).toBe(2);
    expect(await storedOf(app)).toEqual({});
    expect(await app.records()).toEqual({});
  });

  test('what is said in between counts, reading does not', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    await stayOpen(app, visitor, DAY - 60);
    await visitor.tap(COURSE);
    await stayOpen(app, visitor, DAY - 60);
    expect(await visitor.transcript()).toHaveLength(3);
    expect(await sweepVisits(app, app.clock.now())).toBe(0);
    await stayOpen(app, visitor, 61);
    expect((await visitor.activities()).status).toBe(404);
    expect(await sweepVisits(app, app.clock.now())).toBe(2);
    expect(await app.records()).toEqual({});
  });

  test('a client that stays open begins anew, also before it is deleted from the disk', async () => {
    const app = await anApp();
    const visitor = await aVisit(app, { locale: 'tr' });
    await visitor.tap(textsOf('tr').get('visit:course') ?? '');
    await stayOpen(app, visitor, DAY + 1);
    expect((await visitor.start()).status).toBe(201);
    const said = await visitor.transcript();
    expect(wordsOf(said)).toEqual(['…']);
    expect(said[0]?.text?.replaceAll('\\', '')).toContain(textsOf('tr').get('visit:hello'));
    await sweepVisits(app, app.clock.now());
    expect(await visitor.transcript()).toEqual(said);
    await stayOpen(app, visitor, DAY + 1);
    expect(await sweepVisits(app, app.clock.now())).toBe(2);
    expect(await app.records()).toEqual({});
  });
});
