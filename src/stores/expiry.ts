import type { Change, Store } from './store.ts';

/*
 * When records have to go. Each has one entry, filed under the day on which it is looked at again; what is due is a
 * prefix of one folder, so nothing has to be searched. A record that was used in between is filed anew when its day
 * comes, not each time it is used.
 */

const FOLDER = 'expiry';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What is to be committed, together with a new record, to have it looked at on a day (YYYY-MM-DD). */
export function filedFor(day: string, key: string): Change {
  if (!DAY.test(day)) throw new RangeError('a day is YYYY-MM-DD');
  return { key: `${FOLDER}/${day}~${key.replaceAll('/', '~')}`, value: {}, expected: 'any' };
}

/** The next day on which to look at a stored record. Undefined, today or earlier mean that its time is over. */
export type Review = (key: string, value: unknown) => Promise<string | undefined>;

/**
 * Deletes the records whose day has come and files those anew that stay longer. Resolves to how many were deleted.
 * It may be broken off at any point and run again.
 * @throws the first failure, after everything else that was due is done: one record that does not open must not keep
 * the others longer than they may be kept.
 */
export async function sweep(store: Store, today: string, review: Review): Promise<number> {
  /** Resolves to whether the record was deleted. */
  async function lookAt(entry: string, key: string): Promise<boolean> {
    const stored = await store.read(key);
    const next = stored && (await review(key, stored.value));
    const stays = next !== undefined && next > today;
    if (stays) {
      await store.commit([filedFor(next, key)]);
    }
    const deleted = !stays && (await store.delete(key));
    await store.delete(entry);
    return deleted;
  }

  let deleted = 0;
  const failures: unknown[] = [];
  for (const entry of await store.list(FOLDER)) {
    const filed = entry.slice(FOLDER.length + 1);
    if (filed.slice(0, 10) > today) break;
    try {
      if (await lookAt(entry, filed.slice(11).replaceAll('~', '/'))) deleted++;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return deleted;
}
