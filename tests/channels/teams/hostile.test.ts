import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anApp, type TestApp } from '../../support/app.ts';
import { aChat } from '../../support/chat.ts';
import { aConnector } from '../../support/connector.ts';

const CONVERSATION = /^conversations\//;

/** A line that is answered with a card, as JSON. */
const aLine = (more: object = {}): string =>
  JSON.stringify({ ...aChat({ send: () => Promise.reject() }).line('Hallo'), ...more });

async function expectsToServe(app: TestApp): Promise<void> {
  const answer = await aChat(app, { person: 'next' }).say('Hallo');
  expect([answer.status, answer.buttons]).toEqual([200, expect.arrayContaining(['Meine Fälle'])]);
}

/** After whatever was sent, the next is served, and what is stored is about nobody else. */
async function expectsToKeepNothing(app: TestApp): Promise<void> {
  await expectsToServe(app);
  const conversations = Object.keys(await app.records()).filter((path) => CONVERSATION.test(path));
  expect(conversations).toHaveLength(1);
}

/** Sends it to a bot, which must keep nothing of it and serve the next. Resolves to the status of its answer. */
async function statusFor(
  body: BodyInit | null,
  headers: Record<string, string> = {},
): Promise<number> {
  const app = await anApp();
  const { status } = await app.send(body, headers);
  await expectsToKeepNothing(app);
  return status;
}

describe('When a body is no activity', () => {
  test.each([
    ['nothing', null],
    ['an empty text', ''],
    ['white space', ' \n '],
    ['malformed', '{"type":"message"'],
    ['a control character', '\u0000'],
    ['two at once', '{}{}'],
    ['an empty object', '{}'],
    ['an array', '[]'],
    ['an array of activities', `[${aLine()}]`],
    ['a number', '5'],
    ['a text', '"message"'],
    ['null', 'null'],
    ['true', 'true'],
    ['without a type', aLine({ type: undefined })],
    ['with a type that is a number', aLine({ type: 5 })],
    ['without a sender', aLine({ from: undefined })],
    ['with a sender without an id', aLine({ from: { name: 'Anna' } })],
    ['with a sender that is a text', aLine({ from: 'anna' })],
    ['without a conversation', aLine({ conversation: undefined })],
    ['with a conversation without an id', aLine({ conversation: {} })],
    ['with an empty conversation', aLine({ conversation: { id: '' } })],
    ['with a text that is an object', aLine({ text: { de: 'Hallo' } })],
    ['with an id of 1,000 characters', aLine({ id: 'x'.repeat(1000) })],
    ['with members that are no list', aLine({ membersAdded: { length: 1e9 } })],
  ])('it is refused: %s', async (_name, body) => {
    expect(await statusFor(body)).toBe(400);
  });

  test('it is refused when it is larger than 256 KB', async () => {
    expect(await statusFor(aLine({ text: 'x'.repeat(256 * 1024) }))).toBe(413);
  });

  test('whatever it is', async () => {
    const app = await anApp();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.base64String()), async (body) => {
        expect((await app.send(body)).status).toBe(400);
      }),
      { numRuns: 150, seed: 2026 },
    );
    await expectsToKeepNothing(app);
  });
});

describe('When a body is not plain JSON', () => {
  test.each([
    'text/plain',
    'text/csv',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'application/xml',
    'application/;;;',
    '',
  ])('it is refused as %j', async (type) => {
    expect(await statusFor(aLine(), { 'Content-Type': type })).toBe(415);
  });

  test.each([
    ['packed', gzipSync(aLine()), 'gzip'],
    ['packed to unfold to 20 MB', gzipSync(Buffer.alloc(20_000_000, ' ')), 'gzip'],
    ['only said to be packed', aLine(), 'gzip'],
    ['packed in another way', aLine(), 'br'],
  ])('it is refused when it is %s', async (_name, body, encoding) => {
    expect(await statusFor(body, { 'Content-Encoding': encoding })).toBe(415);
  });

  test('a form with a file is refused, and no file is written', async () => {
    const app = await anApp();
    const uploads = async () => (await readdir(tmpdir())).filter((name) => /^upload_/.test(name));
    const before = await uploads();
    const form = new FormData();
    form.set('file', new Blob(['x'.repeat(100_000)]), 'evil.html');
    const { status } = await app.ask('/api/messages', { method: 'POST', body: form });
    expect(status).toBe(415);
    expect(await uploads()).toEqual(before);
    await expectsToKeepNothing(app);
  });
});

describe('When an activity is none that the bot has a use for', () => {
  test.each([
    { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
    { type: 'messageUpdate', text: 'anders' },
    { type: 'messageDelete' },
    { type: 'typing' },
    { type: 'event', name: 'application/vnd.microsoft.meetingStart', value: {} },
    { type: 'endOfConversation' },
    { type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }] },
    { type: 'conversationUpdate', membersAdded: [{ id: '29:somebody' }] },
    { type: 'installationUpdate', action: 'remove' },
    { type: '__proto__' },
    { type: 'nonsense', text: 'Ja', value: { event: { type: 'NEW' } } },
  ])('it is taken without a word: %j', async (more) => {
    const app = await anApp();
    const chat = aChat(app);
    const { text: _text, ...line } = chat.line('');
    const answer = await chat.send({ ...line, ...more });
    expect(answer).toMatchObject({ status: 200, card: undefined, text: '' });
    await expectsToKeepNothing(app);
  });

  test.each([
    'composeExtension/query',
    'task/fetch',
    'signin/verifyState',
    'fileConsent/invoke',
    'adaptiveCard/ACTION',
    '',
    undefined,
  ])('an invoke of the name %j is refused', async (name) => {
    const app = await anApp();
    const chat = aChat(app);
    const answer = await chat.send({ ...chat.invoke({ event: { type: 'NEW' } }), name });
    expect(answer).toMatchObject({ status: 400, card: undefined });
    await expectsToKeepNothing(app);
  });
});

describe('When an activity brings more than it should', () => {
  test.each([
    ['keys of prototypes', '"__proto__":{"roles":["x"]},"constructor":{"prototype":{"roles":1}}'],
    ['60,000 nested lists', `"channelData":${'['.repeat(60_000)}${']'.repeat(60_000)}`],
    ['10,000 unknown members', Array.from({ length: 10_000 }, (_, n) => `"x${n}":${n}`).join()],
    ['other forms than the SDK expects', '"timestamp":5,"entities":{},"locale":[],"callerId":{}'],
  ])('it is answered as any other: %s', async (_name, members) => {
    const app = await anApp();
    const { status, body } = await app.send(aLine().replace('{', `{${members},`));
    expect([status, body]).toEqual([200, expect.stringContaining('Neue Einschätzung')]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    await expectsToServe(app);
  });
});

describe('When any member of an activity is anything else', () => {
  test.each([
    ['answered in the response', true],
    ['answered over the connector', false],
  ])('it is refused or answered as any other, %s', async (_name, inline) => {
    const connector = await aConnector();
    const app = await anApp();
    const chat = aChat(app, { inline, serviceUrl: connector.url });
    const activities = [chat.line('Hallo'), chat.invoke({ event: { type: 'HELP' }, card: '' })];
    const names = fc.constantFrom(
      ...activities.flatMap(Object.keys),
      ...['timestamp', 'locale', 'entities', 'channelData', 'callerId', 'relatesTo', 'attachments'],
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...activities),
        fc.dictionary(names, fc.jsonValue(), { minKeys: 1, maxKeys: 3 }),
        async (activity, others) => {
          const { serviceUrl: _kept, ...changed } = others;
          const { status } = await app.send(JSON.stringify({ ...activity, ...changed }));
          expect([200, 400]).toContain(status);
        },
      ),
      { numRuns: 200, seed: 2026 },
    );
    await expectsToServe(app);
  });
});

describe('When another address of the server is asked for', () => {
  test.each([
    ['GET', '/api/messages', 405],
    ['PUT', '/api/messages', 405],
    ['POST', '/health', 405],
    ['GET', '/nothing', 404],
    ['GET', '/../../etc/passwd', 404],
    ['GET', '/bogen/', 404],
    ['GET', '/bogen/%E0%A4%A', 404],
    ['GET', '/bogen/..%2F..%2Fmeta%2Fnames', 404],
    ['GET', `/bogen/${'x'.repeat(6000)}`, 404],
  ])('%s %s is refused', async (method, path, status) => {
    const app = await anApp();
    expect((await app.ask(path, { method })).status).toBe(status);
    await expectsToKeepNothing(app);
  });
});
