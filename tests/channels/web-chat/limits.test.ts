import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLimit, networkOf } from '../../../src/channels/web-chat/limits.ts';
import { MONDAY } from '../../support/builders.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(MONDAY) });
});
afterEach(() => {
  vi.useRealTimers();
});

type Limit = ReturnType<typeof createLimit>;
type LimitKind = Parameters<Limit>[0];

/** How many of so many in a row may go on. */
async function passing(limit: Limit, kind: LimitKind, who: string, times: number): Promise<number> {
  let passed = 0;
  for (let each = 0; each < times; each++) {
    if ((await limit(kind, who)) === undefined) passed++;
  }
  return passed;
}

const rules: [kind: LimitKind, what: string, most: number, seconds: number][] = [
  ['messages', 'messages of a conversation', 20, 20],
  ['conversations', 'new conversations of an address', 120, 600],
  ['requests', 'requests of an address', 1200, 60],
];

describe.each(rules)('When %s are counted: %s', (kind, _what, most, seconds) => {
  test(`${most} may come within ${seconds} seconds, and no more`, async () => {
    const limit = createLimit();
    expect(await passing(limit, kind, 'one', most + 10)).toBe(most);
  });

  test('who comes too often is told how many whole seconds to wait', async () => {
    const limit = createLimit();
    await passing(limit, kind, 'one', most);
    expect(await limit(kind, 'one')).toBe(seconds);
    vi.advanceTimersByTime(5_500);
    expect(await limit(kind, 'one')).toBe(seconds - 5);
    vi.advanceTimersByTime((seconds - 5.5) * 1000 - 1);
    expect(await limit(kind, 'one')).toBe(1);
  });

  test('who has waited that long may go on', async () => {
    const limit = createLimit();
    await passing(limit, kind, 'one', most);
    const wait = (await limit(kind, 'one')) ?? 0;
    vi.advanceTimersByTime(wait * 1000);
    expect(await passing(limit, kind, 'one', most + 1)).toBe(most);
  });

  test('nobody else has to wait', async () => {
    const limit = createLimit();
    await passing(limit, kind, 'one', most + 1);
    expect(await limit(kind, 'another')).toBeUndefined();
  });
});

describe('When somebody has sent too many messages', () => {
  test('requests of another kind are not refused', async () => {
    const limit = createLimit();
    await passing(limit, 'messages', 'one', 100);
    expect(await limit('requests', 'one')).toBeUndefined();
    expect(await limit('conversations', 'one')).toBeUndefined();
  });
});

describe('When two bots run', () => {
  test('each counts for itself', async () => {
    await passing(createLimit(), 'messages', 'one', 100);
    expect(await createLimit()('messages', 'one')).toBeUndefined();
  });
});

describe('The network of an address', () => {
  test.each([
    ['an IPv4 address is one by itself', '192.0.2.7', '192.0.2.8', false],
    ['the same IPv4 address', '192.0.2.7', '192.0.2.7', true],
    ['one household', '2001:db8:1:2:a:b:c:d', '2001:db8:1:2:ffff::1', true],
    ['two households', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['zeros left out behind the network', '2001:db8:1:2::1', '2001:db8:1:2:0:0:0:2', true],
    ['zeros left out within the network', '2001:db8::1', '2001:db8::2', true],
    ['zeros left out and written', '2001:db8::5:1:2:3', '2001:db8:0:0:9:9:9:9', true],
    ['zeros in front of figures', '2001:0db8:0001:0002::1', '2001:db8:1:2::2', true],
    ['capitals', '2001:DB8:A:B::1', '2001:db8:a:b::2', true],
    ['two networks with zeros', '2001:db8::1:0:0:0:1', '2001:db8:0:2::1', false],
    ['IPv4 addresses written as IPv6', '::ffff:192.0.2.7', '::ffff:192.0.2.8', false],
    ['an IPv4 address in both ways', '::ffff:192.0.2.7', '192.0.2.7', true],
  ])('%s: %s and %s', (_name, one, other, same) => {
    expect(networkOf(one) === networkOf(other)).toBe(same);
  });

  test.each(['', 'unknown', '[::1]:80', 'x'.repeat(1000)])(
    'what is no address stays as it is: %j',
    (text) => {
      expect(networkOf(text)).toBe(text);
    },
  );
});
