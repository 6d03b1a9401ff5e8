import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readVisitorPress } from '../../../src/channels/channel.ts';
import { anApp, type TestApp } from '../../support/app.ts';
import { theCatalogue } from '../../support/builders.ts';
import { textsOf } from '../../support/locales.ts';
import { readyAt, startMain } from '../../support/main.ts';
import { aFolder } from '../../support/stores.ts';
import {
  aVisit,
  aVisitor,
  DIRECT_LINE,
  german,
  type Heard,
  staffEvents,
  storedOf,
  type Visitor,
} from '../../support/web-chat.ts';

const COURSE = german('visit:course');
const QUESTIONS = german('visit:questions');

/** Addresses behind a proxy, so that many visitors do not share the limit of one. */
const PROXY = { TRUST_PROXY: 'true' };
let address = 0;
const from = (ip = `203.0.113.${address++ % 250}`) => ({ headers: { 'X-Forwarded-For': ip } });

async function expectsToServe(app: TestApp): Promise<void> {
  const visitor = aVisitor(app, from('198.51.100.1'));
  expect((await visitor.begin()).buttons).toContain(COURSE);
  expect((await visitor.tap(QUESTIONS)).text).toContain(german('visit:whichGroup'));
}

const errorsOf = (app: TestApp) => app.lines.filter(({ level }) => level === 'error');

const encoded = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

const claimsOf = (token: string) => token.split('.')[1] ?? '';

function forged(token: string, header: object, key: string): string {
  const text = `${encoded(header)}.${claimsOf(token)}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

type Request = (visitor: Visitor, authorization: string) => ReturnType<Visitor['request']>;

const asking =
  (method: string, path: (id: string) => string, body?: (visitor: Visitor) => object): Request =>
  (visitor, authorization) =>
    visitor.request(method, path(visitor.id), {
      headers: { Authorization: authorization },
      ...(body ? { body: JSON.stringify(body(visitor)) } : {}),
    });

/** Everything that needs a token. */
const requests: Record<string, Request> = {
  'renewing it': asking('POST', () => '/tokens/refresh'),
  'starting the conversation': asking('POST', () => '/conversations'),
  'coming back to it': asking('GET', (id) => `/conversations/${id}`),
  'reading it': asking('GET', (id) => `/conversations/${id}/activities`),
  'saying something': asking(
    'POST',
    (id) => `/conversations/${id}/activities`,
    (visitor) => visitor.press(COURSE),
  ),
  'forgetting it': asking('DELETE', (id) => `/conversations/${id}`),
};

const badTokens: Record<string, (token: string) => string> = {
  missing: () => '',
  empty: () => 'Bearer ',
  'without a scheme': (token) => token,
  'of another scheme': (token) => `Basic ${token}`,
  garbage: () => 'Bearer garbage',
  'garbage in three parts': () => 'Bearer a.b.c',
  'very long': (token) => `Bearer ${token}${'x'.repeat(6000)}`,
  'two in one': (token) => `Bearer ${token} ${token}`,
  unsigned: (token) => `Bearer ${encoded({ alg: 'none' })}.${claimsOf(token)}.`,
  'unsigned, with the signature of before': (token) =>
    `Bearer ${encoded({ alg: 'none' })}.${claimsOf(token)}.${token.split('.')[2]}`,
  'signed with another key': (token) => `Bearer ${forged(token, { alg: 'HS256' }, 'key')}`,
  'signed with an empty key': (token) => `Bearer ${forged(token, { alg: 'HS256' }, '')}`,
  'signed with a key that it brings along': (token) =>
    `Bearer ${forged(token, { alg: 'HS256', jwk: { kty: 'oct', k: 'a2V5' } }, 'key')}`,
  'changed to last longer': (token) => {
    const claims = JSON.parse(Buffer.from(claimsOf(token), 'base64url').toString());
    const [header, , signature] = token.split('.');
    return `Bearer ${header}.${encoded({ ...claims, exp: 9999999999 })}.${signature}`;
  },
  'with another signature': (token) => `Bearer ${token.replace(/[^.]+$/, 'A'.repeat(43))}`,
};

describe('When a token is bad, it is refused with 403 and nothing happens', () => {
  test.each(Object.entries(badTokens))('a token that is %s', async (_name, make) => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const before = await visitor.transcript();
    for (const [name, request] of Object.entries(requests)) {
      const { status, body } = await request(visitor, make(visitor.token));
      expect([status, body], name).toEqual([
        403,
        { error: { code: 'BadArgument', message: 'Invalid or expired token' } },
      ]);
    }
    expect(await visitor.transcript()).toEqual(before);
    expect(errorsOf(app)).toEqual([]);
  });

  test('no header for it at all, where it is needed', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const body = JSON.stringify(visitor.press(COURSE));
    const asks: [method: string, path: string][] = [
      ['POST', '/tokens/refresh'],
      ['GET', `/conversations/${visitor.id}`],
      ['GET', `/conversations/${visitor.id}/activities`],
      ['POST', `/conversations/${visitor.id}/activities`],
      ['DELETE', `/conversations/${visitor.id}`],
    ];
    for (const [method, path] of asks) {
      const init = method === 'POST' ? { body } : {};
      expect((await aVisitor(app).request(method, path, init)).status, path).toBe(403);
    }
    expect(await visitor.transcript()).toHaveLength(1);
  });

  test('a token of another conversation', async () => {
    const app = await anApp();
    const [visitor, other] = await Promise.all([aVisit(app), aVisit(app)]);
    const before = await visitor.transcript();
    for (const [name, request] of Object.entries(requests)) {
      const isOfOne = name !== 'renewing it' && name !== 'starting the conversation';
      const { status, body } = await request(visitor, `Bearer ${other.token}`);
      if (isOfOne) expect([status, body['activities']], name).toEqual([403, undefined]);
      else expect(body['conversationId'], name).toBe(other.id);
    }
    expect(await visitor.transcript()).toEqual(before);
    expect(await other.transcript()).toHaveLength(1);
  });

  test('an expired token', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const stored = await storedOf(app);
    app.clock.forward(61);
    for (const [name, request] of Object.entries(requests)) {
      expect((await request(visitor, `Bearer ${visitor.token}`)).status, name).toBe(403);
    }
    expect(await storedOf(app)).toEqual(stored);
  });

  test('a token of another data folder', async () => {
    const [stranger, app] = await Promise.all([aVisit(await anApp()), anApp()]);
    const visitor = await aVisit(app);
    for (const [name, request] of Object.entries(requests)) {
      expect((await request(visitor, `Bearer ${stranger.token}`)).status, name).toBe(403);
    }
  });

  test.each(['../../meta/tokens', '..%2F..%2Fmeta%2Ftokens', '__proto__', 'x'.repeat(5000), '%00'])(
    'a conversation of the name %s',
    async (name) => {
      const app = await anApp();
      const visitor = await aVisit(app);
      const { status } = await visitor.request('GET', `/conversations/${name}/activities`);
      expect([403, 404]).toContain(status);
      await expectsToServe(app);
    },
  );
});

/** A tap with more members than it has; of two with one name the later counts. */
const messageWith = (members: string): string =>
  `{"type":"message","text":"Hallo","value":{"event":{"type":"TOPICS"},"card":""},${members}}`;

describe('When a body is no activity', () => {
  test.each([
    ['an empty text', ''],
    ['white space', ' \n '],
    ['malformed', '{"type":"message"'],
    ['a control character', '\u0000'],
    ['two at once', '{}{}'],
    ['an empty object', '{}'],
    ['an array', '[]'],
    ['an array of activities', `[${messageWith('"id":"1"')}]`],
    ['a number', '5'],
    ['a text', '"message"'],
    ['null', 'null'],
    ['true', 'true'],
    ['without a type', '{"text":"Hallo"}'],
    ['with a type that is a number', '{"type":5}'],
    ['with a text that is an object', '{"type":"message","text":{"de":"Hallo"}}'],
  ])('it is refused with 400 and nothing is said: %s', async (_name, body) => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const path = `/conversations/${visitor.id}/activities`;
    expect((await visitor.request('POST', path, { body })).status).toBe(400);
    expect(await visitor.transcript()).toHaveLength(1);
    await expectsToServe(app);
  });

  test('it is refused with 413 when it is larger than 256 KB', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const activity = visitor.line('x'.repeat(256 * 1024));
    expect((await visitor.post(activity)).status).toBe(413);
    const start = JSON.stringify({ locale: 'x'.repeat(256 * 1024) });
    expect((await visitor.request('POST', '/conversations', { body: start })).status).toBe(413);
    expect(await visitor.transcript()).toHaveLength(1);
    await expectsToServe(app);
  });

  test('a conversation is not started with it either', async () => {
    const app = await anApp();
    const visitor = aVisitor(app);
    await visitor.generate();
    const { status } = await visitor.request('POST', '/conversations', { body: '{"locale":' });
    expect(status).toBe(400);
    expect((await visitor.activities()).status).toBe(404);
    expect((await visitor.start()).status).toBe(201);
  });
});

describe('When a body is not plain JSON', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/;;;',
    '',
  ])('it is refused with 415 as %j', async (type) => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const body = JSON.stringify(visitor.press(COURSE));
    for (const path of ['/conversations', `/conversations/${visitor.id}/activities`]) {
      const headers = { 'Content-Type': type };
      expect((await visitor.request('POST', path, { body, headers })).status).toBe(415);
    }
    expect(await visitor.transcript()).toHaveLength(1);
  });

  test.each([
    ['packed', gzipSync('{"type":"message","text":"x"}'), 'gzip'],
    ['packed to unfold to 20 MB', gzipSync(Buffer.alloc(20_000_000, ' ')), 'gzip'],
    ['only said to be packed', Buffer.from('{"type":"message"}'), 'br'],
  ])('it is refused with 415 when it is %s', async (_name, body, encoding) => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const { status } = await visitor.request('POST', `/conversations/${visitor.id}/activities`, {
      body: new Uint8Array(body),
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': encoding },
    });
    expect(status).toBe(415);
    await expectsToServe(app);
  });
});

describe('When an activity brings more than it should', () => {
  test.each([
    ['keys of prototypes', '"__proto__":{"type":"x"},"constructor":{"prototype":{"x":1}}'],
    ['60,000 nested lists', `"channelData":${'['.repeat(60_000)}${']'.repeat(60_000)}`],
    ['60,000 nested lists on a button', `"value":${'['.repeat(60_000)}${']'.repeat(60_000)}`],
    [
      '20,000 nested objects in an event',
      `"value":{"card":"","event":${'{"type":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
    ],
    ['10,000 unknown members', Array.from({ length: 10_000 }, (_, n) => `"x${n}":${n}`).join()],
    ['other forms than expected', '"timestamp":5,"entities":{},"locale":[],"id":{}'],
    ['a text as its sender', '"from":"anna"'],
    ['a sender of 100,000 characters', `"from":{"id":"${'x'.repeat(100_000)}"}`],
    ['a bot as its sender', '"from":{"id":"integrationslotse","role":"bot"}'],
    ['another conversation', '"conversation":{"id":"x"},"recipient":{"id":"y"}'],
  ])('it is answered as any other: %s', async (_name, members) => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const { status } = await visitor.request('POST', `/conversations/${visitor.id}/activities`, {
      body: messageWith(members),
    });
    expect(status).toBe(200);
    const said = await visitor.transcript();
    expect(said.map(({ from: { role } }) => role)).toEqual(['bot', 'user', 'bot']);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(errorsOf(app)).toEqual([]);
  });

  test('any member may be anything else, and it is never a fault', async () => {
    const app = await anApp({ env: PROXY });
    const names = fc.constantFrom(
      ...[
        'type',
        'text',
        'value',
        'from',
        'channelData',
        'id',
        'locale',
        'attachments',
        'entities',
      ],
    );
    const others = fc.dictionary(names, fc.jsonValue(), { minKeys: 1, maxKeys: 3 });
    await fc.assert(
      fc.asyncProperty(others, async (members) => {
        const visitor = await aVisit(app, from());
        const { status } = await visitor.post({ ...visitor.line('Hallo'), ...members });
        expect([200, 400, 413]).toContain(status);
        expect((await visitor.activities()).status).toBe(200);
      }),
      { numRuns: 80, seed: 2026 },
    );
    expect(errorsOf(app)).toEqual([]);
    await expectsToServe(app);
  });

  test('whatever the body is, it is never a fault', async () => {
    const app = await anApp({ env: PROXY });
    const visitor = await aVisit(app, from());
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.base64String()), async (body) => {
        for (const path of ['/conversations', `/conversations/${visitor.id}/activities`]) {
          const { status } = await visitor.request('POST', path, { body, ...from() });
          expect([200, 400]).toContain(status);
        }
      }),
      { numRuns: 100, seed: 2026 },
    );
    expect(await visitor.transcript()).toHaveLength(1);
    expect(errorsOf(app)).toEqual([]);
    await expectsToServe(app);
  });
});

/** Words that stand in the staff's instrument and dialogs only. */
const STAFF_WORDS: readonly string[] = [
  theCatalogue.title.de,
  ...theCatalogue.areas.flatMap(({ indicators }) =>
    indicators.flatMap(({ id, text }) => [id, text.de, text.en]),
  ),
  ...['menu:', 'assessment:', 'cases:', 'sheet:', 'callbacks:intro'].flatMap((prefix) =>
    [...textsOf('de')].flatMap(([key, text]) => {
      const isWhole = !text.includes('{{') && text.length > 12;
      return key.startsWith(prefix) && isWhole ? [text] : [];
    }),
  ),
].filter((text) => ![...textsOf('de')].some(([key, is]) => /^visit:/.test(key) && is === text));

/** Nothing of the staff's is said, and every button is one of the public chat. */
function expectsNothingOfStaff({ replies, status }: Heard): void {
  expect(status).toBe(200);
  const shown = JSON.stringify(replies).replaceAll('\\\\', '');
  expect(STAFF_WORDS.filter((word) => shown.includes(JSON.stringify(word).slice(1, -1)))).toEqual(
    [],
  );
  const actions = replies.flatMap(({ suggestedActions, attachments = [] }) => [
    ...(suggestedActions?.actions ?? []),
    ...attachments.flatMap(({ content }) => content.buttons ?? []),
  ]);
  for (const { type, value } of actions) {
    if (type === 'messageBack') expect(readVisitorPress(value)).toBeDefined();
    else expect(type).toBe('openUrl');
  }
}

describe('When a visitor sends what only the staff may', () => {
  test('the words to look for are there', () => {
    expect(STAFF_WORDS.length).toBeGreaterThan(150);
  });

  const forms: [string, (visitor: Visitor, value: object) => object][] = [
    ['on a button', (visitor, value) => ({ ...visitor.line('Neue Einschätzung'), value })],
    ['as a text', (visitor, value) => visitor.line(JSON.stringify(value))],
    [
      'with a role of her own making',
      (visitor, value) => ({
        ...visitor.line(''),
        value: { ...value, principal: { roles: ['caseWorker'] }, roles: ['caseWorker'] },
        from: { id: 'x', role: 'bot', roles: ['caseWorker'] },
      }),
    ],
  ];

  test.each(forms)('she is calmly told what is possible: %s', async (_name, activityOf) => {
    const app = await anApp({ env: PROXY });
    for (const event of staffEvents) {
      const visitor = await aVisit(app, from());
      await visitor.tap(QUESTIONS);
      const heard = await visitor.send(activityOf(visitor, { event, card: visitor.card }));
      expectsNothingOfStaff(heard);
      const name = JSON.stringify(event);
      expect(heard.text, name).toContain(german('visit:notHere'));
      expect(heard.text, name).toContain(german('visit:whichGroup'));
    }
    expect(errorsOf(app)).toEqual([]);
  });

  test.each(forms)(
    'as the first thing in a conversation it leads nowhere else: %s',
    async (_name, activityOf) => {
      const app = await anApp({ env: PROXY });
      for (const event of staffEvents) {
        const visitor = await aVisit(app, from());
        expectsNothingOfStaff(await visitor.send(activityOf(visitor, { event, card: '' })));
      }
      expect(errorsOf(app)).toEqual([]);
    },
  );

  test('what the staff types means nothing here', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    for (const text of [
      ...['neue Einschätzung', 'meine Fälle', 'Rückrufe', 'Übersicht', 'Abschließen', 'Frage 3'],
      ...['new assessment', 'my cases', 'export', 'Ja', '47', 'K-2026-14'],
    ]) {
      expectsNothingOfStaff(await visitor.say(text));
    }
    expect(Object.keys(await storedOf(app)).some((key) => key.startsWith('assessments'))).toBe(
      false,
    );
  });

  test('a conversation of the staff cannot be opened by its name', async () => {
    const app = await anApp();
    const visitor = await aVisit(app);
    const { status } = await app.send(
      JSON.stringify({
        type: 'message',
        id: '1',
        channelId: 'directline',
        text: 'neue Einschätzung',
        serviceUrl: 'http://127.0.0.1:1',
        deliveryMode: 'expectReplies',
        from: { id: visitor.id },
        recipient: { id: 'bot' },
        conversation: { id: `web-chat\n${visitor.id}` },
      }),
    );
    expect([200, 400]).toContain(status);
    expect(await visitor.transcript()).toHaveLength(1);
    expectsNothingOfStaff(await visitor.tap(QUESTIONS));
  });

  test('in whatever order anything is tapped, nothing of the staff comes and nothing fails', async () => {
    const app = await anApp({ env: { ...PROXY, CALLBACKS: 'true' } });
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('so.kosten', 'ik.kosten', 'b1', '__proto__'),
    );
    const event = fc.oneof(
      fc.constantFrom(...staffEvents),
      fc
        .constantFrom(
          ...[
            'COURSE',
            'ADVICE',
            'TOPICS',
            'LANGUAGES',
            'CALLBACK',
            'SHOW',
            'UNDO',
            'HOME',
            'HELP',
          ],
          ...['PERSON', 'CONTINUE', 'FORGET', 'NONE_OF_THESE'],
        )
        .map((type) => ({ type })),
      fc.record({ type: fc.constant('TOPIC'), topic: text }),
      fc.record({ type: fc.constant('PICK'), pick: text }),
      fc.record({ type: fc.constant('GROUP'), group: fc.constantFrom('courses', 'bot', 'x') }),
      fc.record({ type: fc.constant('LANGUAGE'), locale: fc.constantFrom('tr', 'ar', 'fr') }),
      fc.record({ type: fc.constant('HELPFUL'), topic: text, helpful: fc.boolean() }),
      fc.record({ type: fc.string() }),
      fc.jsonValue(),
    );
    const press = fc.record({ event, card: fc.oneof(fc.constant('<card>'), fc.string()) });
    const tapped = fc.oneof({ weight: 6, arbitrary: press }, fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(fc.array(tapped, { minLength: 4, maxLength: 12 }), async (values) => {
        const visitor = await aVisit(app, from());
        for (const value of values) {
          const filled = JSON.parse(JSON.stringify(value).replaceAll('<card>', visitor.card));
          const heard = await visitor.send({ ...visitor.line('…'), value: filled });
          expectsNothingOfStaff(heard);
          expect(heard.replies.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 40, seed: 2026 },
    );
    expect(errorsOf(app)).toEqual([]);
    await expectsToServe(app);
  }, 60_000);
});

describe('When somebody asks too often', () => {
  test('her conversation has to wait, and another one is served meanwhile', async () => {
    const app = await anApp();
    const [visitor, other] = await Promise.all([aVisit(app), aVisit(app)]);
    const press = visitor.press(QUESTIONS);
    const flood = Array.from({ length: 60 }, () =>
      visitor.post({ ...press, ...visitor.line(QUESTIONS), value: press.value }),
    );
    const served = await other.tap(COURSE);
    const answers = await Promise.all(flood);
    expect(served.status).toBe(200);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(40);
    for (const { headers, body } of refused) {
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(20);
      expect(body['error']).toMatchObject({ code: 'TooManyRequests' });
    }
    expect(await visitor.transcript()).toHaveLength(41);
    expect(errorsOf(app)).toEqual([]);
  });

  test('what came before is not counted when it comes again', async () => {
    const visitor = await aVisit(await anApp());
    const press = visitor.press(QUESTIONS);
    for (let each = 0; each < 30; each++) expect((await visitor.post(press)).status).toBe(200);
  });

  test('an address gets 120 new conversations, another one still gets its own', async () => {
    const app = await anApp({ env: PROXY });
    const flood = await Promise.all(
      Array.from({ length: 125 }, () => aVisitor(app, from('192.0.2.1')).generate()),
    );
    const refused = flood.filter(({ status }) => status === 429);
    expect(flood.filter(({ status }) => status === 200)).toHaveLength(120);
    expect(refused).toHaveLength(5);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await aVisitor(app, from('192.0.2.2')).generate()).status).toBe(200);
  });

  test('beginning conversations without asking for a token first is counted the same', async () => {
    const app = await anApp({ env: PROXY });
    const flood = await Promise.all(
      Array.from({ length: 125 }, () => aVisitor(app, from('192.0.2.1')).start()),
    );
    expect(flood.filter(({ status }) => status === 201)).toHaveLength(120);
    expect(flood.filter(({ status }) => status === 429)).toHaveLength(5);
    expect((await aVisitor(app, from('192.0.2.2')).start()).status).toBe(201);
  });

  test.each([
    ['behind our proxy', { TRUST_PROXY: 'true' }, (n: number) => `192.0.2.${n}, 198.51.100.7`],
    ['without one', {}, (n: number) => `192.0.2.${n}`],
    ['in one network', { TRUST_PROXY: 'true' }, (n: number) => `2001:db8::${n.toString(16)}`],
  ])('making up other addresses does not help: %s', async (_name, env, ip) => {
    const app = await anApp({ env });
    const flood = await Promise.all(
      Array.from({ length: 125 }, (_, n) => aVisitor(app, from(ip(n))).generate()),
    );
    expect(flood.filter(({ status }) => status === 429)).toHaveLength(5);
  });

  test('an address may ask 1,200 times in a minute, whatever it asks', async () => {
    const app = await anApp({ env: PROXY });
    const visitor = aVisitor(app, from('192.0.2.1'));
    const statuses = new Map<number, number>();
    for (let each = 0; each < 61; each++) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => visitor.reconnect()));
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 403: 1200, 429: 20 });
    await expectsToServe(app);
  });
});

const texts: Record<string, string> = {
  'a tag': '<b>fett</b>',
  'a script': '<script>alert(1)</script>',
  'an attribute that runs': '<img src=x onerror=alert(1)>',
  'a link of markdown': '[hier klicken](javascript:alert(1))',
  'a picture of markdown': '![x](data:text/html,x)',
  'other markdown': '# *a* _b_ ~~c~~ `d` | e |\n- f\n1. g\n> h',
  'a template': '{{7*7}} #{7*7} {0} %s',
  entities: '&lt;b&gt; &amp; &#60;',
  'quotation marks': '"\'`´„“',
  'a very long word': 'Wort'.repeat(250),
  'marks of direction': 'Hallo \u202egnat\u202c \u2066abc\u2069 \u200f.',
  'a stack of accents': `e${'\u0301'.repeat(200)}`.normalize('NFC'),
  'other scripts and emoji': 'Вітаємо · مرحبا · 👩‍👩‍👧 👍🏽',
  'keys of i18next': '$t(common:helpText) {{phone}}',
  'a separator of lines': 'eins\u2028zwei\u2029drei',
};

describe('When somebody types what could be more than text', () => {
  test('it comes back only as it was typed, marked as text, and the bot does not repeat it', async () => {
    const app = await anApp({ env: PROXY });
    for (const [name, text] of Object.entries(texts)) {
      const visitor = await aVisit(app, from());
      const { echo, replies, status } = await visitor.say(text);
      expect(status, name).toBe(200);
      expect(echo?.text, name).toBe(text);
      expect(echo?.textFormat, name).toBe('plain');
      expect(JSON.stringify(replies), name).not.toContain(JSON.stringify(text).slice(1, -1));
    }
    expect(errorsOf(app)).toEqual([]);
  });

  test('control characters are taken out, because no client shows them', async () => {
    const visitor = await aVisit(await anApp());
    const text = 'Ha\u0000l\u0007lo \u001b[31mrot\u001b[0m\u007f\u0085';
    const { echo } = await visitor.send({ ...visitor.press(COURSE), text });
    expect(echo?.text).toBe('Hallo [31mrot[0m');
  });

  test('answers are JSON that no browser takes for a page', async () => {
    const visitor = await aVisit(await anApp());
    await visitor.send({ ...visitor.press(COURSE), text: '<script>alert(1)</script>' });
    const { headers } = await visitor.activities();
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('When a page of another site asks', () => {
  const evil = { Origin: 'https://evil.example' };
  const city = { Origin: 'https://www.rheine.de' };
  const env = { CHAT_ORIGINS: 'https://www.rheine.de' };

  test('it is refused with 403 whatever it asks, and nothing happens', async () => {
    const app = await anApp({ env });
    const visitor = await aVisit(app);
    const asks: [string, string][] = [
      ['POST', '/tokens/generate'],
      ['POST', '/tokens/refresh'],
      ['POST', '/conversations'],
      ['GET', `/conversations/${visitor.id}`],
      ['GET', `/conversations/${visitor.id}/activities`],
      ['POST', `/conversations/${visitor.id}/activities`],
      ['DELETE', `/conversations/${visitor.id}`],
      ['OPTIONS', '/conversations'],
    ];
    for (const [method, path] of asks) {
      const body = method === 'POST' ? JSON.stringify(visitor.press(COURSE)) : null;
      const { status, headers } = await visitor.request(method, path, { body, headers: evil });
      expect([status, headers.get('access-control-allow-origin')], path).toEqual([403, null]);
    }
    expect(await visitor.transcript()).toHaveLength(1);
  });

  test('a page that is allowed gets its answers, and is asked nothing about cookies', async () => {
    const visitor = aVisitor(await anApp({ env }), { headers: city });
    const { status, headers } = await visitor.generate();
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(city.Origin);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After');
    expect(headers.get('vary')).toContain('Origin');
    expect(headers.get('set-cookie')).toBeNull();
  });

  test.each([
    '/tokens/generate',
    '/tokens/refresh',
    '/conversations',
    '/conversations/x',
    '/conversations/x/activities',
  ])('it may look first what is allowed at %s', async (path) => {
    const visitor = aVisitor(await anApp({ env }), { headers: city });
    const { status, headers } = await visitor.request('OPTIONS', path, {
      headers: {
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type,x-ms-bot-agent',
      },
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(city.Origin);
    expect(headers.get('access-control-allow-methods')).toMatch(/GET.*POST.*DELETE/);
    const allowed = headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
    for (const name of ['authorization', 'content-type', 'x-ms-bot-agent']) {
      expect(allowed).toContain(name);
    }
  });

  test('a refusal for asking too often can be read by a page that is allowed', async () => {
    const app = await anApp({ env });
    const visitor = await aVisit(app, { headers: city });
    const answers = await Promise.all(
      Array.from({ length: 25 }, () =>
        visitor.post({ ...visitor.press(COURSE), ...visitor.line('x') }),
      ),
    );
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('access-control-allow-origin')).toBe(city.Origin);
  });
});

describe('When another address of the protocol is asked for', () => {
  test.each([
    ['GET', '/tokens/generate', 405],
    ['PUT', '/conversations', 405],
    ['PATCH', '/conversations/x/activities', 405],
    ['POST', '/conversations/x/upload', 404],
    ['GET', '/session/getsessionid', 404],
    ['GET', '/attachments/x', 404],
    ['GET', '/conversations/%E0%A4%A/activities', 404],
    ['GET', '', 404],
  ])('%s %s is refused with %i', async (method, path, status) => {
    const app = await anApp();
    expect((await app.ask(DIRECT_LINE + path, { method })).status).toBe(status);
    await expectsToServe(app);
  });
});

describe('When the log is read', () => {
  const secrets = {
    text: 'Zimtsternfrage',
    number: '01719876543',
    spaced: '0171 9876543',
    address: '203.0.113.77',
    bearer: 'Lebkuchentoken',
    host: 'pfefferkuchen.example',
  };

  test('there is no text, token, address or number in it, whatever went right or wrong', async () => {
    const env = { TRUST_PROXY: 'true', LOG_LEVEL: 'debug', CALLBACKS: 'true' };
    const main = startMain({ PORT: '0', DATA_DIR: await aFolder(), ...env });
    const base = await readyAt(main);
    const ask: TestApp['ask'] = async (path, init) => {
      const answer = await fetch(base + path, init);
      return { status: answer.status, body: await answer.text(), headers: answer.headers };
    };
    const visitor = await aVisit({ ask }, from(secrets.address));
    await visitor.say(`${secrets.text} ${secrets.spaced}`);
    await visitor.tap(german('visit:person'));
    await visitor.tap(german('visit:callback'));
    await visitor.tap(german('visit:callbackAny'));
    expect((await visitor.say(secrets.number)).text).toContain(
      german('visit:callbackDone').split('{{')[0],
    );
    const path = `/conversations/${visitor.id}/activities`;
    for (const body of [`{"text":"${secrets.text}`, `"${secrets.text}"`, secrets.text]) {
      expect((await visitor.request('POST', path, { body })).status).toBe(400);
    }
    for (const Authorization of [`Bearer ${secrets.bearer}`, secrets.bearer]) {
      expect((await visitor.request('GET', path, { headers: { Authorization } })).status).toBe(403);
    }
    await visitor.request('GET', path, { headers: { Origin: `https://${secrets.host}` } });
    await visitor.post(visitor.line(secrets.text.repeat(100)));
    await Promise.all(Array.from({ length: 30 }, () => visitor.post(visitor.line(secrets.text))));
    expect((await visitor.forget()).status).toBe(204);

    main.process.kill('SIGTERM');
    expect(await main.ended).toBe(0);
    const printed = main.printed();
    expect(printed).toContain('"msg":"ready"');
    for (const secret of [...Object.values(secrets), visitor.token, visitor.id]) {
      expect(printed).not.toContain(secret);
    }
  });
});
