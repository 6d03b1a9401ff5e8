import { type Sheet, sheetSchema } from '../domain/sheet.ts';
import { StorageFault } from '../faults.ts';
import { checkedBy } from './checked.ts';
import type { Naming } from './names.ts';
import type { Store } from './store.ts';

export type StoredSheet = { sheet: Sheet; version: number };

/**
 * The assessments in the store, each below its owner: nobody reaches another's, because the owner is part of the key.
 * `owner` is the id of a principal.
 */
export type Sheets = {
  read: (owner: string, id: string) => Promise<StoredSheet | undefined>;
  /** Writes with the version that was read, 0 for a new one. @throws ConflictFault */
  write: (owner: string, sheet: Sheet, expected: number) => Promise<number>;
  delete: (owner: string, id: string) => Promise<boolean>;
  /** All sheets of an owner, the last changed first. */
  list: (owner: string) => Promise<Sheet[]>;
};

const ID = /^[a-z0-9-]{1,64}$/;

export function sheetsIn(store: Store, naming: Naming): Sheets {
  const sheets = checkedBy(sheetSchema);
  const folderOf = (owner: string) => `assessments/${naming('principal', owner)}`;
  const keyOf = (owner: string, id: string) => `${folderOf(owner)}/${id}`;

  async function readKey(key: string): Promise<StoredSheet | undefined> {
    const stored = await store.read(key);
    if (!stored) return undefined;
    const sheet = sheets.check(stored.value);
    if (!sheet) throw new StorageFault('a stored sheet is not of the form of this version');
    return { sheet, version: stored.version };
  }

  return {
    read: async (owner, id) => (ID.test(id) ? readKey(keyOf(owner, id)) : undefined),
    write: (owner, sheet, expected) =>
      store.write(keyOf(owner, sheet.id), sheets.vouch(sheet), expected),
    delete: async (owner, id) => ID.test(id) && store.delete(keyOf(owner, id)),
    list: async (owner) => {
      const keys = await store.list(folderOf(owner));
      const read = await Promise.all(keys.map(readKey));
      return read
        .flatMap((each) => (each ? [each.sheet] : []))
        .sort((a, b) => b.changedAt.localeCompare(a.changedAt));
    },
  };
}
