import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageFault } from '../faults.ts';
import type { Log } from '../log.ts';
import { encrypted } from './encrypted.ts';
import { openLowdbStore } from './lowdb.ts';
import { ENDING, SET_ASIDE } from './record-files.ts';
import { isKey, type Store } from './store.ts';

/** The keys of all records below a data folder. What cannot be a key, as `lost+found`, is passed over. */
async function* keysIn(folder: string, above = ''): AsyncGenerator<string> {
  for (const each of await readdir(join(folder, above), { withFileTypes: true })) {
    const name = above + each.name;
    if (each.isDirectory() && isKey(name) && name !== SET_ASIDE) {
      yield* keysIn(folder, `${name}/`);
    } else if (each.isFile() && name.endsWith(ENDING) && isKey(name)) {
      yield name.slice(0, -ENDING.length);
    }
  }
}

async function sealAnew(store: Store, key: string): Promise<boolean> {
  const stored = await store.read(key);
  if (!stored) return false;
  await store.write(key, stored.value, stored.version);
  return true;
}

/**
 * Seals every record of a data folder anew with the first of the keys, so that the others can be given up. The server
 * must be stopped meanwhile. It may be run again at any time. Resolves to the number of records that were sealed;
 * what lies in `broken/` stays as it is.
 * @throws StorageFault when another process uses the folder, and, after all others were sealed, when a record does
 * not open with any of the keys; each of these is logged.
 */
export async function rekey(folder: string, keys: readonly Buffer[], log: Log): Promise<number> {
  const records = await openLowdbStore({ folder, log });
  try {
    const store = encrypted(records, keys);
    let sealed = 0;
    let closed = 0;
    for await (const key of keysIn(folder)) {
      try {
        if (await sealAnew(store, key)) sealed++;
      } catch (error) {
        if (!(error instanceof StorageFault)) throw error;
        closed++;
        log.error({ record: key, error }, 'a record was not sealed anew');
      }
    }
    if (closed > 0)
      throw new StorageFault(`${closed} records were not sealed anew, ${sealed} were`);
    return sealed;
  } finally {
    await records.close();
  }
}
