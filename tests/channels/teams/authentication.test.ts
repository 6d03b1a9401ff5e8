import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { exportSPKI } from 'jose';
import { describe, expect, test } from 'vitest';
import { anApp } from '../../support/app.ts';
import { aChat, type ChatGiven } from '../../support/chat.ts';
import { aConnector } from '../../support/connector.ts';
import {
  anIdentityProvider,
  TOOLS_ISSUER,
  type TokenGiven,
} from '../../support/identity-provider.ts';

const NO_ROLE = 'noch nicht freigeschaltet';

/** The bot with its identity provider and connector, and one case worker, Anna. */
async function aGuardedApp(env: Record<string, string> = {}) {
  const provider = await anIdentityProvider();
  const connector = await aConnector();
  const app = await anApp({ env: { ...provider.env, CASE_WORKER_IDS: 'anna', ...env } });
  const serviceUrl = connector.url;
  const token = (given: TokenGiven = {}) => provider.token({ serviceUrl, ...given });
  const chatOf = async (given: ChatGiven = {}) =>
    aChat(app, { person: 'anna', serviceUrl, token: await token(), ...given });
  return { provider, connector, app, token, chatOf };
}

type Guarded = Awaited<ReturnType<typeof aGuardedApp>>;

const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Header, claims and signature of a good token. */
async function partsOf({ token }: Guarded): Promise<[string, string, string]> {
  const [header = '', claims = '', signature = ''] = (await token()).slice(7).split('.');
  return [header, claims, signature];
}

describe('When a token is good', () => {
  test('a case worker gets the dialogs', async () => {
    const { chatOf } = await aGuardedApp();
    const anna = await chatOf();
    expect((await anna.say('Hallo')).buttons).toContain('Neue Einschätzung');
  });

  test('a case worker is known by her id in capitals too', async () => {
    const { chatOf } = await aGuardedApp({ CASE_WORKER_IDS: 'bert, ANNA' });
    const anna = await chatOf({ person: 'Anna' });
    expect((await anna.say('Hallo')).buttons).toContain('Neue Einschätzung');
  });

  test.each(['Hallo', 'neue Einschätzung', 'meine Fälle'])(
    'everybody else is told calmly, and nothing is stored: %s',
    async (line) => {
      const { chatOf, app } = await aGuardedApp();
      const stranger = await chatOf({ person: 'bert' });
      const answer = await stranger.say(line);
      expect([answer.status, answer.buttons]).toEqual([200, []]);
      expect(answer.text).toContain(NO_ROLE);
      expect(await app.records()).toEqual({});
    },
  );

  test('who has a role taken away gets nothing of the dialog that was open', async () => {
    const { chatOf, app, provider } = await aGuardedApp();
    const anna = await chatOf();
    await anna.begin('K-2026-14');
    await app.stop();
    const later = await anApp({ folder: app.folder, env: { ...provider.env } });
    const answer = await aChat(later, { person: 'anna', token: await provider.token() }).say('Ja');
    expect(answer.text).toContain(NO_ROLE);
    expect(answer.text).not.toContain('K-2026-14');
  });

  test('the name that a client gives itself opens nothing', async () => {
    const { chatOf } = await aGuardedApp();
    const chat = await chatOf();
    const { from: _from, ...line } = chat.line('Hallo');
    expect((await chat.send({ ...line, from: { id: 'anna', name: 'anna' } })).text).toContain(
      NO_ROLE,
    );
  });

  test('the bot shows its own token to the connector, and asks for it once', async () => {
    const { chatOf, connector, provider } = await aGuardedApp();
    const anna = await chatOf({ inline: false });
    await anna.say('Hallo');
    await anna.say('Hilfe');
    const posted = connector.deliveries.filter(({ method }) => method === 'POST');
    expect(posted.map(({ authorization }) => authorization)).toEqual([
      'Bearer the-token-of-the-bot',
      'Bearer the-token-of-the-bot',
    ]);
    expect(provider.botTokens).toBe(1);
  });
});

const badTokens: Record<string, (given: Guarded) => Promise<string>> = {
  missing: async () => '',
  'without a scheme': async ({ token }) => (await token()).slice(7),
  'of another scheme': async ({ token }) => (await token()).replace('Bearer', 'Basic'),
  empty: async () => 'Bearer ',
  garbage: async () => 'Bearer garbage',
  'garbage in three parts': async () => 'Bearer a.b.c',
  expired: ({ token }) => token({ expires: -3600 }),
  'not valid yet': ({ token }) => token({ notBefore: 3600 }),
  'for another audience': ({ token }) => token({ audience: 'another-bot' }),
  'of another issuer': ({ token }) => token({ issuer: 'https://issuer.example' }),
  'for another serviceUrl': ({ token }) => token({ serviceUrl: 'https://service.example' }),
  'without a serviceUrl': ({ token }) => token({ serviceUrl: undefined }),
  'signed by a key that nobody published': ({ token }) => token({ key: 'stranger' }),
  'signed by another key in the name of the right one': ({ token }) =>
    token({ key: 'stranger', header: { kid: 'teams' } }),
  'meant for another channel': ({ token }) => token({ key: 'webchat' }),
  "of developers' tools, for another app": ({ token }) =>
    token({ issuer: TOOLS_ISSUER, claims: { ver: '1.0', appid: 'another-bot' } }),
  "of developers' tools, signed by another key": ({ token, provider }) =>
    token({
      issuer: TOOLS_ISSUER,
      claims: { ver: '1.0', appid: provider.env.MicrosoftAppId },
      key: 'stranger',
      header: { kid: 'teams' },
    }),
  'of another bot': ({ token }) => token({ claims: { ver: '1.0', appid: 'another-bot' } }),
  unsigned: async (given) => {
    const [, claims] = await partsOf(given);
    return `Bearer ${encoded({ alg: 'none', typ: 'JWT' })}.${claims}.`;
  },
  'unsigned in the name of the right key': async (given) => {
    const [, claims] = await partsOf(given);
    return `Bearer ${encoded({ alg: 'none', typ: 'JWT', kid: 'teams' })}.${claims}.`;
  },
  'signed with the published key as a password': async (given) => {
    const [, claims] = await partsOf(given);
    const signed = `${encoded({ alg: 'HS256', typ: 'JWT', kid: 'teams' })}.${claims}`;
    const password = await exportSPKI(given.provider.publicKey);
    return `Bearer ${signed}.${createHmac('sha256', password).update(signed).digest('base64url')}`;
  },
  'changed after it was signed': async (given) => {
    const [header, claims, signature] = await partsOf(given);
    const forged = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), exp: 9999999999 };
    return `Bearer ${header}.${encoded(forged)}.${signature}`;
  },
  'without claims': async (given) => {
    const [header, , signature] = await partsOf(given);
    return `Bearer ${header}.${encoded(null)}.${signature}`;
  },
};

describe('When a token is bad, it is refused, nothing is stored and nothing is sent', () => {
  test.each(Object.entries(badTokens))('%s', async (_name, make) => {
    const guarded = await aGuardedApp();
    const { app, connector, chatOf } = guarded;
    const anna = await chatOf();
    await anna.begin('K-2026-14');
    const before = await app.records();

    const bad = await chatOf({ token: await make(guarded), inline: false });
    for (const activity of [bad.line('Ja'), anna.press('Ja')]) {
      const answer = await bad.send({ ...activity, id: 'another' });
      expect(answer).toMatchObject({ status: 401, text: '', buttons: [] });
    }
    expect(await app.records()).toEqual(before);
    expect(connector.deliveries).toEqual([]);
    expect((await anna.tap('Ja')).text).toContain('Frage 2 von 47');
  });

  test('whatever stands in it', async () => {
    const { app, chatOf } = await aGuardedApp();
    const line = JSON.stringify((await chatOf()).line('Hallo'));
    const part = fc.oneof(
      fc.jsonValue(),
      fc.record({ kid: fc.constant('teams'), alg: fc.string() }),
    );
    await fc.assert(
      fc.asyncProperty(part, part, fc.base64String(), async (header, claims, signature) => {
        const token = `Bearer ${encoded(header)}.${encoded(claims)}.${signature}`;
        expect((await app.send(line, { Authorization: token })).status).toBe(401);
      }),
      { numRuns: 100, seed: 2026 },
    );
    expect(await app.records()).toEqual({});
  });
});

describe('When an activity is not of Teams', () => {
  test.each([
    ['another channel', { channelId: 'slack' }],
    ['no channel', { channelId: undefined }],
    ['an empty channel', { channelId: '' }],
    ['a channel of the local cloud', { channelId: 'AseChannel' }],
  ])('a token of another channel opens nothing: %s', async (_name, other) => {
    const { app, chatOf, token } = await aGuardedApp();
    const chat = await chatOf({ token: await token({ key: 'webchat' }) });
    const answer = await chat.send({ ...chat.line('Hallo'), ...other });
    expect(answer).toMatchObject({ status: 400, buttons: [] });
    expect(await app.records()).toEqual({});
  });

  test.each([undefined, '', 'nowhere', 'file:///etc/passwd'])(
    'an address of the connector is needed, and it is not %j',
    async (serviceUrl) => {
      const { chatOf } = await aGuardedApp();
      const chat = await chatOf();
      expect((await chat.send({ ...chat.line('Hallo'), serviceUrl })).status).toBe(400);
    },
  );
});

describe('When the identity provider cannot be reached', () => {
  test('the request fails without a word about the token, and nothing is stored', async () => {
    const gone = 'http://127.0.0.1:1/metadata';
    const { app, chatOf } = await aGuardedApp({ ToBotFromChannelOpenIdMetadataUrl: gone });
    const anna = await chatOf();
    expect((await app.send(JSON.stringify(anna.line('Hallo')))).status).toBe(401);
    expect((await anna.say('Hallo')).status).toBe(503);
    expect(app.lines.at(-1)).toMatchObject({ level: 'error', message: 'a request failed' });
    expect(await app.records()).toEqual({});
  });
});
