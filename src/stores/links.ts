import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { dayAfter } from '../domain/retention.ts';
import { ConflictFault } from '../faults.ts';
import { filedFor } from './expiry.ts';
import type { Store } from './store.ts';

/** What a link opens. */
type LinkTarget = { owner: string; sheet: string };

/** Why a link does not open, or what it opens. `reader` is to be kept by the browser that opened it first. */
export type Opened =
  | { ok: true; target: LinkTarget; reader: string }
  | { ok: false; reason: 'unknown' | 'expired' | 'used' };

/**
 * Links to a sheet's PDF. A link lives ten minutes and belongs to the first browser that opens it: that one may load
 * it again within the time (viewers do), for everybody else it is used up. Only a hash of the link is stored.
 */
export type Links = {
  make: (target: LinkTarget, at: string) => Promise<{ token: string; minutes: number }>;
  /** `reader` is what an earlier opening gave to this browser, if there was one. */
  open: (token: string, reader: string | undefined, at: string) => Promise<Opened>;
};

const MINUTES = 10;
const linkSchema = z.object({
  owner: z.string(),
  sheet: z.string(),
  until: z.string(),
  /** Hash of what the first browser was given; null as long as nobody opened the link. */
  reader: z.string().nullable(),
});

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const secret = (): string => randomBytes(32).toString('base64url');

export function linksIn(store: Store): Links {
  const keyOf = (token: string) => `links/${hash(token)}`;

  async function read(key: string) {
    const stored = await store.read(key);
    const link = linkSchema.safeParse(stored?.value);
    return stored && link.success ? { link: link.data, version: stored.version } : undefined;
  }

  async function open(token: string, reader: string | undefined, at: string): Promise<Opened> {
    const found = await read(keyOf(token));
    if (!found) return { ok: false, reason: 'unknown' };
    const { link, version } = found;
    if (at >= link.until) return { ok: false, reason: 'expired' };
    const target = { owner: link.owner, sheet: link.sheet };
    if (link.reader !== null) {
      return reader !== undefined && hash(reader) === link.reader
        ? { ok: true, target, reader }
        : { ok: false, reason: 'used' };
    }
    const given = secret();
    try {
      await store.write(keyOf(token), { ...link, reader: hash(given) }, version);
    } catch (error) {
      if (!(error instanceof ConflictFault)) throw error;
      // Another browser was quicker by a moment: the link is its own now.
      return open(token, reader, at);
    }
    return { ok: true, target, reader: given };
  }

  return {
    make: async (target, at) => {
      const token = secret();
      const until = new Date(Date.parse(at) + MINUTES * 60_000).toISOString();
      const key = keyOf(token);
      await store.commit([
        { key, value: { ...target, until, reader: null }, expected: 0 },
        filedFor(dayAfter(until, 1), key),
      ]);
      return { token, minutes: MINUTES };
    },

    open,
  };
}
