import type { Change, Store } from './store.ts';

/*
 * When records have to go. Each has one entry, filed under the day on which it is looked at again; what is due is a
 * prefix of one folder, so nothing has to be searched. A record that was used in between is filed anew when its day
 * comes, not each time it is used.
 */

/** When a record is looked at: a day (YYYY-MM-DD), or a minute in UTC (YYYY-MM-DDtHH.MM). */
type Mark = string;

const SHELVES = [
  { folder: 'expiry', form: /^\d{4}-\d{2}-\d{2}$/ },
  { folder: 'expiry-minutes', form: /^\d{4}-\d{2}-\d{2}t\d{2}\.\d{2}$/ },
] as const;

/** The mark of the minute in which a moment (ISO 8601 in UTC) falls, some hours later. */
export function minuteAfter(at: string, hours: number): Mark {
  const due = new Date(Date.parse(at) + hours * 3_600_000).toISOString();
  return due.slice(0, 16).replace('T', 't').replace(':', '.');
}

/** What is to be committed, together with a new record, to have it looked at on a day or in a minute. */
export function filedFor(mark: Mark, key: string): Change {
  const shelf = SHELVES.find(({ form }) => form.test(mark));
  if (!shelf) throw new RangeError('a day is YYYY-MM-DD, a minute YYYY-MM-DDtHH.MM');
  return { key: `${shelf.folder}/${mark}~${key.replaceAll('/', '~')}`, value: {}, expected: 'any' };
}

/**
 * When to look at a stored record next, as a day or a minute as it was filed. Undefined, now or earlier mean that its
 * time is over.
 */
export type Review = (key: string, value: unknown) => Promise<Mark | undefined>;

/**
 * Deletes the records whose day has come and files those anew that stay longer. Resolves to how many were deleted.
 * It may be broken off at any point and run again.
 * @throws the first failure, after everything else that was due is done: one record that does not open must not keep
 * the others longer than they may be kept.
 */
export async function sweep(store: Store, now: Mark, review: Review): Promise<number> {
  const shelf = SHELVES.find(({ form }) => form.test(now));
  if (!shelf) throw new RangeError('a day is YYYY-MM-DD, a minute YYYY-MM-DDtHH.MM');
  /** Resolves to whether the record was deleted. */
  async function lookAt(entry: string, key: string): Promise<boolean> {
    const stored = await store.read(key);
    const next = stored && (await review(key, stored.value));
    const stays = next !== undefined && next > now;
    if (stays) {
      await store.commit([filedFor(next, key)]);
    }
    const deleted = !stays && (await store.delete(key));
    await store.delete(entry);
    return deleted;
  }

  let deleted = 0;
  const failures: unknown[] = [];
  for (const entry of await store.list(shelf.folder)) {
    const filed = entry.slice(shelf.folder.length + 1);
    const mark = filed.slice(0, filed.indexOf('~'));
    if (mark > now) break;
    try {
      if (await lookAt(entry, filed.slice(mark.length + 1).replaceAll('~', '/'))) deleted++;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return deleted;
}
