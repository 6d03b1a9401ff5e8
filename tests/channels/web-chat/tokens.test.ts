import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { openTokens, TOKEN_SECONDS } from '../../../src/channels/web-chat/tokens.ts';
import { StorageFault } from '../../../src/faults.ts';
import { MONDAY, minutesLater } from '../../support/builders.ts';
import { aStore } from '../../support/stores.ts';

const secondsLater = (seconds: number): string => minutesLater(seconds / 60);

async function someTokens() {
  const { store } = await aStore();
  const tokens = await openTokens(store);
  const secret = Object((await store.read('meta/tokens'))?.value).secret as string;
  const key = Buffer.from(secret, 'base64');
  return { store, tokens, key, token: await tokens.make('visit-1', MONDAY) };
}

type Some = Awaited<ReturnType<typeof someTokens>>;

const encoded = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

const decoded = (part = ''): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString());

const seconds = (at: string): number => Date.parse(at) / 1000;

/** What stands in a good token, signed in another way. */
const claims = (given: object = {}) => ({
  aud: 'directline',
  sub: 'visit-1',
  iat: seconds(MONDAY),
  exp: seconds(MONDAY) + TOKEN_SECONDS,
  ...given,
});

const signed = (key: Uint8Array, payload: Record<string, unknown>) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(key);

describe('When a token is made', () => {
  test('it opens its conversation and no other', async () => {
    const { tokens, token } = await someTokens();
    const other = await tokens.make('visit-2', MONDAY);
    expect(await tokens.read(token, MONDAY)).toBe('visit-1');
    expect(await tokens.read(other, MONDAY)).toBe('visit-2');
  });

  test('it opens it for an hour, to the second', async () => {
    const { tokens, token } = await someTokens();
    expect(TOKEN_SECONDS).toBe(3600);
    expect(await tokens.read(token, secondsLater(3599))).toBe('visit-1');
    expect(await tokens.read(token, secondsLater(3600))).toBeUndefined();
    expect(await tokens.read(token, minutesLater(60 * 24 * 365))).toBeUndefined();
  });

  test('nothing stands in it but its conversation and its times', async () => {
    const { token } = await someTokens();
    const [header, payload] = token.split('.');
    expect(decoded(header)).toEqual({ alg: 'HS256' });
    expect(decoded(payload)).toEqual(claims());
  });
});

describe('When the bot is started again', () => {
  test('tokens of before still open their conversations', async () => {
    const { store, token } = await someTokens();
    const again = await openTokens(store);
    expect(await again.read(token, MONDAY)).toBe('visit-1');
  });

  test('tokens of another data folder open nothing', async () => {
    const { token } = await someTokens();
    const { tokens: others } = await someTokens();
    expect(await others.read(token, MONDAY)).toBeUndefined();
  });

  test.each([
    ['of another form', { other: 1 }],
    ['too short to be safe', { secret: 'c2hvcnQ=' }],
    ['empty', {}],
    ['no object', null],
  ])('it does not start with a secret that is %s', async (_name, value) => {
    const { store } = await aStore();
    await store.write('meta/tokens', value, 0);
    await expect(openTokens(store)).rejects.toThrow(StorageFault);
  });

  test('the secret has 256 bits', async () => {
    const { key } = await someTokens();
    expect(key).toHaveLength(32);
  });
});

const bad: Record<string, (given: Some) => string | Promise<string>> = {
  missing: () => '',
  garbage: () => 'garbage',
  'garbage in three parts': () => 'a.b.c',
  'without its signature': ({ token }) => `${token.split('.').slice(0, 2).join('.')}.`,
  'two in one': ({ token }) => `${token}.${token}`,
  'very long': ({ token }) => token + 'x'.repeat(100_000),
  'of the algorithm none': ({ token }) =>
    `${encoded({ alg: 'none' })}.${token.split('.')[1]}.${token.split('.')[2]}`,
  'of the algorithm none, unsigned': ({ token }) =>
    `${encoded({ alg: 'none' })}.${token.split('.')[1]}.`,
  'of the algorithm nOnE, unsigned': ({ token }) =>
    `${encoded({ alg: 'nOnE' })}.${token.split('.')[1]}.`,
  'signed with another key': () => signed(Buffer.alloc(32, 7), claims()),
  'signed with an empty key': () => {
    const text = `${encoded({ alg: 'HS256' })}.${encoded(claims())}`;
    return `${text}.${createHmac('sha256', '').update(text).digest('base64url')}`;
  },
  'signed with the right key by another algorithm': ({ key }) => {
    const text = `${encoded({ alg: 'HS512' })}.${encoded(claims())}`;
    return `${text}.${createHmac('sha512', key).update(text).digest('base64url')}`;
  },
  'for another audience': ({ key }) => signed(key, claims({ aud: 'bogen' })),
  'for nobody': ({ key }) => signed(key, claims({ aud: undefined })),
  'without a conversation': ({ key }) => signed(key, claims({ sub: undefined })),
  'without an end': ({ key }) => signed(key, claims({ exp: undefined })),
  'not valid yet': ({ key }) => signed(key, claims({ nbf: seconds(minutesLater(5)) })),
  'made for another conversation afterwards': ({ token }) => {
    const [header, , signature] = token.split('.');
    return `${header}.${encoded(claims({ sub: 'visit-2' }))}.${signature}`;
  },
  'made to last longer afterwards': ({ token }) => {
    const [header, , signature] = token.split('.');
    return `${header}.${encoded(claims({ exp: 9999999999 }))}.${signature}`;
  },
};

describe('When a token is bad, it opens nothing', () => {
  test.each(Object.entries(bad))('%s', async (_name, make) => {
    const some = await someTokens();
    expect(await some.tokens.read(await make(some), minutesLater(1))).toBeUndefined();
    expect(await some.tokens.read(some.token, minutesLater(1))).toBe('visit-1');
  });

  test('whichever bit of it is changed', async () => {
    const { tokens, token } = await someTokens();
    const parts = token.split('.').map((part) => Buffer.from(part, 'base64url'));
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.nat(), fc.nat(7), async (which, where, bit) => {
        const changed = parts.map((part, index) => {
          if (index !== which) return part.toString('base64url');
          const copy = Buffer.from(part);
          const at = where % copy.length;
          copy[at] = (copy[at] ?? 0) ^ (1 << bit);
          return copy.toString('base64url');
        });
        expect(await tokens.read(changed.join('.'), MONDAY)).toBeUndefined();
      }),
      { numRuns: 200, seed: 2026 },
    );
  });

  test('whatever it is', async () => {
    const { tokens } = await someTokens();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.tuple(fc.json(), fc.json(), fc.base64String())),
        async (given) => {
          const token =
            typeof given === 'string'
              ? given
              : `${Buffer.from(given[0]).toString('base64url')}.${Buffer.from(given[1]).toString('base64url')}.${given[2]}`;
          expect(await tokens.read(token, MONDAY)).toBeUndefined();
        },
      ),
      { numRuns: 200, seed: 2026 },
    );
  });
});
