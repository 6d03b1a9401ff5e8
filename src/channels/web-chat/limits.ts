import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/*
 * How much one address and one conversation may do. Many people share an address (a school, a shelter), so an address
 * may do much; a conversation is one person, who types and taps.
 */

type LimitKind = 'conversations' | 'requests' | 'messages';

/** Seconds to wait, or undefined where it may go on. */
export type Limit = (kind: LimitKind, who: string) => Promise<number | undefined>;

const RULES: Readonly<Record<LimitKind, { points: number; duration: number }>> = {
  /** New conversations of an address. */
  conversations: { points: 120, duration: 600 },
  /** Requests of an address, of any kind. */
  requests: { points: 1200, duration: 60 },
  /** Messages of a conversation. */
  messages: { points: 20, duration: 20 },
};

const IPV4_IN_IPV6 = /^::ffff:(?=\d+\.)/i;

/** Addresses of one household: IPv6 hands out whole /64 networks. However it is written, a network has one name. */
export function networkOf(address: string): string {
  const plain = address.replace(IPV4_IN_IPV6, '');
  if (!isIPv6(plain)) return plain;
  const [head = [], tail = []] = plain.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = plain.includes('::') ? Math.max(0, 8 - head.length - tail.length) : 0;
  return [...head, ...Array<string>(zeros).fill('0'), ...tail]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** Counts in memory only; nothing about addresses is stored or logged. */
export function createLimit(): Limit {
  const limiters = Object.fromEntries(
    Object.entries(RULES).map(([kind, rule]) => [kind, new RateLimiterMemory(rule)]),
  ) as Record<LimitKind, RateLimiterMemory>;
  return async (kind, who) => {
    try {
      await limiters[kind].consume(who);
      return undefined;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000) || 1;
      throw refusal;
    }
  };
}
