import { noticeDay, type RetentionRules } from '../domain/retention.ts';
import { type Sheet, sheetSchema } from '../domain/sheet.ts';
import { StorageFault } from '../faults.ts';
import type { Log } from '../log.ts';
import { checkedBy } from './checked.ts';
import { filedFor } from './expiry.ts';
import type { Naming } from './names.ts';
import type { Change, Store } from './store.ts';

type StoredSheet = { sheet: Sheet; version: number };

export type SheetsParts = { store: Store; naming: Naming; rules: RetentionRules; log: Log };

/**
 * The assessments in the store, each below its owner: nobody reaches another's, because the owner is part of the key.
 * `owner` is the id of a principal.
 */
export type Sheets = {
  read: (owner: string, id: string) => Promise<StoredSheet | undefined>;
  /** What is to be committed to store the sheet; `expected` is the version that was read, 0 for a new one. */
  changes: (owner: string, sheet: Sheet, expected: number) => Change[];
  delete: (owner: string, id: string) => Promise<boolean>;
  /** All sheets of an owner, the last changed first. */
  list: (owner: string) => Promise<Sheet[]>;
};

const ID = /^[a-z0-9-]{1,64}$/;

export function sheetsIn({ store, naming, rules, log }: SheetsParts): Sheets {
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

  /** One sheet that does not open must not hide the others; operators read about it. */
  async function readOrPassOver(key: string): Promise<StoredSheet | undefined> {
    try {
      return await readKey(key);
    } catch (error) {
      log.error({ error, record: key }, 'a sheet cannot be listed');
      return undefined;
    }
  }

  return {
    read: async (owner, id) => (ID.test(id) ? readKey(keyOf(owner, id)) : undefined),
    changes: (owner, sheet, expected) => {
      const key = keyOf(owner, sheet.id);
      const change = { key, value: sheets.vouch(sheet), expected };
      return expected === 0 ? [change, filedFor(noticeDay(sheet, rules), key)] : [change];
    },
    delete: async (owner, id) => ID.test(id) && store.delete(keyOf(owner, id)),
    list: async (owner) => {
      const keys = await store.list(folderOf(owner));
      const read = await Promise.all(keys.map(readOrPassOver));
      return read
        .flatMap((each) => (each ? [each.sheet] : []))
        .sort((a, b) => b.changedAt.localeCompare(a.changedAt));
    },
  };
}
