import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ConflictFault, StorageFault } from '../faults.ts';
import { inOrder } from '../in-order.ts';
import type { Log } from '../log.ts';
import { openJournal, readJournals } from './journal.ts';
import { takeLock } from './lock.ts';
import { type RecordFiles, recordFilesIn } from './record-files.ts';
import { type Change, checkChanges, checkKey, type Store, type Stored } from './store.ts';

export type LowdbOptions = {
  /** The data folder; it is made if it is missing. Only one process may use it at a time. */
  folder: string;
  log: Log;
  /** How long and how far the journal grows before its records go into their files. */
  checkpoint?: { everyMs: number; bytes: number };
};

const CHECKPOINT = { everyMs: 10_000, bytes: 16 * 1024 * 1024 };
const FILES_AT_ONCE = 8;

/** A line of the journal: keys with their new records; null is deleted. */
const commitSchema = z.array(
  z.tuple([
    z.string(),
    z.object({ version: z.number().int().positive(), value: z.unknown() }).nullable(),
  ]),
);
type Commit = [key: string, record: Stored | null][];

type Records = Map<string, Stored | null>;

/**
 * Puts records into their files and strikes them off the list, when what was done survives a crash.
 * @throws the first failure, after all were tried.
 */
async function saveAll(files: RecordFiles, records: Records): Promise<void> {
  const left = [...records];
  const keys = left.map(([key]) => key);
  const saved: typeof left = [];
  const failures: unknown[] = [];
  const work = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [key, record] = next;
      try {
        await (record ? files.save(key, record) : files.remove(key));
        saved.push(next);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await files.makeRoom(keys);
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, work));
  await files.flush(keys);
  for (const [key, record] of saved) if (records.get(key) === record) records.delete(key);
  if (failures.length > 0) throw failures[0];
}

/** What the journals of an earlier run hold. */
async function recordsIn(folder: string, log: Log): Promise<Records> {
  const commits = (await readJournals(folder, log)).map((line) => commitSchema.parse(line));
  return new Map(commits.flat());
}

/**
 * The embedded store: one small lowdb file for each record, and a journal in front of them. A commit is acknowledged
 * when it stands in the journal; its records go into their files some seconds later, each once however often it was
 * written. After a crash the journal is read again, so nothing that was acknowledged is lost.
 *
 * @throws StorageFault when the folder cannot be used, or another process uses it.
 */
export async function openLowdbStore(options: LowdbOptions): Promise<Store> {
  const { folder, log, checkpoint = CHECKPOINT } = options;
  const files = recordFilesIn(folder, log);
  const turns = inOrder();

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof StorageFault || cause instanceof ConflictFault) throw cause;
      throw new StorageFault('the data folder cannot be used', { cause });
    }
  }

  await guarded(() => mkdir(folder, { recursive: true, mode: 0o700 }));
  const release = await takeLock(join(folder, 'lock'));
  /** `pending` stands in the journal and not yet in its file; null is deleted. */
  const { pending, journal } = await guarded(async () => ({
    pending: await recordsIn(folder, log),
    journal: await openJournal(folder),
  })).catch(async (error) => {
    await release();
    throw error;
  });

  let settling: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed: Promise<void> | undefined;

  async function settle(): Promise<void> {
    const forget = await journal.rotate();
    await saveAll(files, pending);
    await forget();
  }

  /** Moves the journal's records into their files. What fails stays in the journal and is tried again. */
  function settleNow(): void {
    if (closed) return;
    clearTimeout(timer);
    timer = undefined;
    settling ??= settle()
      .catch((error) => log.error({ error }, 'records could not be put into their files yet'))
      .finally(() => {
        settling = undefined;
        if (pending.size > 0) settleLater();
      });
  }

  function settleLater(): void {
    if (!closed) timer ??= setTimeout(settleNow, checkpoint.everyMs).unref();
  }

  const present = async (key: string): Promise<Stored | null> => {
    const held = pending.get(key);
    return held === undefined ? files.load(key) : held;
  };

  /** Work on some records, in the turn of each; keys in order, so that two commits never wait for each other. */
  async function on<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const [key, ...rest] = keys;
    if (key === undefined) return guarded(work);
    return turns(key, () => on(rest, work));
  }

  async function append(commit: Commit): Promise<void> {
    if (closed) throw new StorageFault('the store is closed');
    await journal.append(commit, () => {
      for (const [key, record] of commit) pending.set(key, record);
    });
    if (journal.size() > checkpoint.bytes) settleNow();
    else settleLater();
  }

  async function commit(changes: readonly Change[]): Promise<void> {
    checkChanges(changes);
    await on(changes.map(({ key }) => key).sort(), async () => {
      const written: Commit = [];
      for (const { key, value, expected } of changes) {
        const stored = (await present(key))?.version ?? 0;
        if (expected !== 'any' && stored !== expected) {
          throw new ConflictFault(`version ${expected} was expected, ${stored} is stored`);
        }
        written.push([key, { version: stored + 1, value }]);
      }
      await append(written);
    });
  }

  async function close(): Promise<void> {
    clearTimeout(timer);
    try {
      await settling;
      if (pending.size > 0) await guarded(settle);
    } finally {
      await journal.close();
      await release();
    }
  }

  settleNow();
  await settling;
  return {
    read: async (key) => {
      checkKey(key);
      return on([key], async () => (await present(key)) ?? undefined);
    },

    commit,

    write: async (key, value, expected) => {
      await commit([{ key, value, expected }]);
      return expected + 1;
    },

    delete: async (key) => {
      checkKey(key);
      return on([key], async () => {
        if (!(await present(key))) return false;
        await append([[key, null]]);
        return true;
      });
    },

    list: async (name) => {
      checkKey(name);
      const below = () => [...pending].filter(([key]) => dirname(key) === name);
      // What is put into its file while the folder is read may be missed there.
      const before = below().flatMap(([key, record]) => (record ? [key] : []));
      const keys = new Set([...before, ...(await guarded(() => files.list(name)))]);
      for (const [key, record] of below()) {
        if (record) keys.add(key);
        else keys.delete(key);
      }
      return [...keys].sort();
    },

    close: () => {
      closed ??= close();
      return closed;
    },
  };
}
