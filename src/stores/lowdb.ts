import { mkdir, readdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Low } from 'lowdb';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { ConflictFault, StorageFault } from '../faults.ts';
import { inOrder } from '../in-order.ts';
import type { Log } from '../log.ts';
import { DurableFile, isMissing } from './durable-file.ts';
import { takeLock } from './lock.ts';
import { checkKey, isKey, type Store, type Stored } from './store.ts';

export type LowdbOptions = {
  /** The data folder; it is made if it is missing. Only one process may use it at a time. */
  folder: string;
  log: Log;
  /** How many records are held in memory. */
  cached?: number;
};

/** What the file of a record ends with. */
export const ENDING = '.json';

/** The folder below the data folder where broken records are kept for operators. */
export const SET_ASIDE = 'broken';

const record = z.object({ version: z.number().int().positive(), value: z.unknown() });

/**
 * The embedded store: one small lowdb file for each record. Writes of one key go one after the other; records at work
 * are held in memory, because nobody else writes to the folder.
 *
 * @throws StorageFault when the folder cannot be used, or another process uses it.
 */
export async function openLowdbStore(options: LowdbOptions): Promise<Store> {
  const { folder, log, cached = 2000 } = options;
  const entries = new LRUCache<string, Low<Stored | null>>({ max: cached });
  const turns = inOrder();

  await guarded(() => mkdir(folder, { recursive: true, mode: 0o700 }));
  const release = await takeLock(join(folder, 'lock'));

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof StorageFault || cause instanceof ConflictFault) throw cause;
      throw new StorageFault('the data folder cannot be used', { cause });
    }
  }

  const pathOf = (key: string): string => join(folder, `${key}${ENDING}`);

  const fileOf = (key: string) => new DurableFile<Stored | null>(pathOf(key), record.parse);

  /** Work on one record, in its turn. */
  async function on<T>(key: string, work: () => Promise<T>): Promise<T> {
    checkKey(key);
    return turns(key, () => guarded(work));
  }

  async function setAside(key: string, cause: unknown): Promise<void> {
    const target = join(folder, SET_ASIDE, `${key.replaceAll('/', '~')}.${Date.now()}${ENDING}`);
    await mkdir(join(folder, SET_ASIDE), { recursive: true, mode: 0o700 });
    await rename(pathOf(key), target);
    log.error(
      { record: basename(target), cause: cause instanceof Error ? cause.name : 'unknown' },
      'a broken record was set aside',
    );
  }

  async function entryOf(key: string): Promise<Low<Stored | null>> {
    const known = entries.get(key);
    if (known) return known;
    const db = new Low<Stored | null>(fileOf(key), null);
    try {
      await db.read();
    } catch (error) {
      if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
      await setAside(key, error);
    }
    entries.set(key, db);
    return db;
  }

  return {
    read: (key) => on(key, async () => (await entryOf(key)).data ?? undefined),

    write: (key, value, expected) =>
      on(key, async () => {
        const db = await entryOf(key);
        const stored = db.data?.version ?? 0;
        if (stored !== expected) {
          throw new ConflictFault(`version ${expected} was expected, ${stored} is stored`);
        }
        const version = stored + 1;
        db.data = { version, value };
        try {
          await db.write();
        } catch (error) {
          // Whether the rename came through is unknown: the file is read again before it is believed.
          entries.delete(key);
          throw error;
        }
        return version;
      }),

    delete: (key) =>
      on(key, async () => {
        entries.delete(key);
        return fileOf(key).remove();
      }),

    list: async (name) => {
      checkKey(name);
      return guarded(async () => {
        const files = await readdir(join(folder, name), { withFileTypes: true }).catch((error) => {
          if (isMissing(error)) return [];
          throw error;
        });
        return files
          .filter((file) => file.isFile() && file.name.endsWith(ENDING))
          .map((file) => `${name}/${file.name.slice(0, -ENDING.length)}`)
          .filter(isKey)
          .sort();
      });
    },

    close: release,
  };
}
