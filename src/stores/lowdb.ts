import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ConflictFault, StorageFault } from '../faults.ts';
import { inOrder } from '../in-order.ts';
import type { Log } from '../log.ts';
import { openJournal, readJournals } from './journal.ts';
import { takeLock } from './lock.ts';
import { type RecordFiles, recordFilesIn } from './record-files.ts';
import { type Change, checkKey, type Store, type Stored } from './store.ts';

export type LowdbOptions = {
  /** The data folder; it is made if it is missing. Only one process may use it at a time. */
  folder: string;
  log: Log;
  /** How long and how far the journal grows before its records go into their files. */
  checkpoint?: { everyMs: number; bytes: number };
};

const CHECKPOINT = { everyMs: 3000, bytes: 16 * 1024 * 1024 };
const FILES_AT_ONCE = 8;

/** A line of the journal: keys with their new records; null is deleted. */
const commitSchema = z.array(
  z.tuple([
    z.string(),
    z.object({ version: z.number().int().positive(), value: z.unknown() }).nullable(),
  ]),
);
type Commit = [key: string, record: Stored | null][];

async function saveAll(files: RecordFiles, records: Map<string, Stored | null>): Promise<void> {
  const left = [...records];
  const work = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [key, record] = next;
      await (record ? files.save(key, record) : files.remove(key));
    }
  };
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, work));
}

/** Puts what the journals of an earlier run hold into the files. */
async function replay(folder: string, files: RecordFiles): Promise<void> {
  const commits = (await readJournals(folder)).map((line) => commitSchema.parse(line));
  await saveAll(files, new Map(commits.flat()));
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
  /** What stands in the journal and not yet in its file; null is deleted. */
  const pending = new Map<string, Stored | null>();

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
  const journal = await guarded(async () => {
    await replay(folder, files);
    const fresh = await openJournal(folder);
    await fresh.rotate().then((forget) => forget());
    return fresh;
  }).catch(async (error) => {
    await release();
    throw error;
  });

  let settling: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function settle(): Promise<void> {
    const forget = await journal.rotate();
    const records = new Map(pending);
    await saveAll(files, records);
    await forget();
    for (const [key, record] of records) if (pending.get(key) === record) pending.delete(key);
  }

  /** Moves the journal's records into their files. What fails stays in the journal and is tried again. */
  function settleSoon(): void {
    clearTimeout(timer);
    timer = undefined;
    settling ??= settle()
      .catch((error) => log.error({ error }, 'records could not be put into their files yet'))
      .finally(() => {
        settling = undefined;
        if (pending.size > 0) schedule();
      });
  }

  function schedule(): void {
    if (journal.size() > checkpoint.bytes) settleSoon();
    else timer ??= setTimeout(settleSoon, checkpoint.everyMs).unref();
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
    await journal.append(commit, () => {
      for (const [key, record] of commit) pending.set(key, record);
    });
    schedule();
  }

  async function commit(changes: readonly Change[]): Promise<void> {
    for (const { key } of changes) checkKey(key);
    await on(changes.map(({ key }) => key).sort(), async () => {
      for (const { key, expected } of changes) {
        const stored = (await present(key))?.version ?? 0;
        if (stored !== expected) {
          throw new ConflictFault(`version ${expected} was expected, ${stored} is stored`);
        }
      }
      await append(
        changes.map(({ key, value, expected }) => [key, { version: expected + 1, value }]),
      );
    });
  }

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
      const keys = new Set(await guarded(() => files.list(name)));
      for (const [key, record] of pending) {
        if (dirname(key) !== name) continue;
        if (record) keys.add(key);
        else keys.delete(key);
      }
      return [...keys].sort();
    },

    close: async () => {
      clearTimeout(timer);
      await settling;
      if (pending.size > 0) await guarded(settle);
      await journal.close();
      await release();
    },
  };
}
