import { z } from 'zod';
import { checkedBy } from './checked.ts';
import { filedFor, minuteAfter } from './expiry.ts';
import type { Naming } from './names.ts';
import type { Change, Store } from './store.ts';

/** An activity as it was shown, in the form of the protocol. */
export type ShownActivity = Readonly<Record<string, unknown>> & { id: string };

/**
 * What is kept of a visit to the public chat, so that it can be shown again after a lost connection: the newest
 * activities, oldest first. `next` counts all that there ever were; it is the watermark behind the last one.
 */
type Visit = { activities: ShownActivity[]; next: number; lastAt: string };

export type Visits = {
  /** Undefined for a visit that never was, or has been forgotten. */
  read: (id: string, at: string) => Promise<{ visit: Visit; version: number } | undefined>;
  /** What is to be committed when activities were added; the first ones begin the visit. */
  added: (id: string, activities: readonly ShownActivity[], at: string) => Promise<Change[]>;
  forget: (id: string) => Promise<void>;
};

/** So many activities can be shown again. */
const KEPT = 60;

/** The public chat forgets a visit after so many hours of silence. */
const HOURS = 24;

/** Where conversations of visitors are kept, and until when. */
export const visitorShelf = {
  folder: 'visitors',
  silenceEnds: (lastAt: string): string => minuteAfter(lastAt, HOURS),
};

const visitSchema: z.ZodType<Visit> = z.object({
  activities: z.array(z.looseObject({ id: z.string() })),
  next: z.number().int().nonnegative(),
  lastAt: z.iso.datetime(),
});

const isOver = (lastAt: string, at: string): boolean =>
  Date.parse(at) - Date.parse(lastAt) >= HOURS * 3_600_000;

/** When to look at a stored visit again; one of an unknown form goes at once. */
export function visitStaysUntil(value: unknown): string | undefined {
  const visit = visitSchema.safeParse(value);
  return visit.success ? visitorShelf.silenceEnds(visit.data.lastAt) : undefined;
}

export function visitsIn(store: Store, naming: Naming): Visits {
  const visits = checkedBy<Visit>(visitSchema);
  const keyOf = (id: string) => `visits/${naming('visit', id)}`;

  async function read(id: string, at: string) {
    const stored = await store.read(keyOf(id));
    const visit = stored && visits.check(stored.value);
    if (!stored || !visit || isOver(visit.lastAt, at)) return undefined;
    return { visit, version: stored.version };
  }

  return {
    read,
    added: async (id, activities, at) => {
      const key = keyOf(id);
      const found = await read(id, at);
      const before = found?.visit ?? { activities: [], next: 0 };
      const value: Visit = {
        activities: [...before.activities, ...activities].slice(-KEPT),
        next: before.next + activities.length,
        lastAt: at,
      };
      const expected = found?.version ?? (await store.read(key))?.version ?? 0;
      const change = { key, value: visits.vouch(value), expected };
      return found ? [change] : [change, filedFor(visitorShelf.silenceEnds(at), key)];
    },
    forget: async (id) => {
      await store.delete(keyOf(id));
    },
  };
}
