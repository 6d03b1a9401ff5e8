/**
 * A value with its version. The version counts the writes of its key, from 1. The value is read-only: an engine may
 * hold what it gave out, so whoever wants to change it makes a new one.
 */
export type Stored = { readonly value: unknown; readonly version: number };

/**
 * A value to be written, and the version that was read before, or 0 for a new key. `any` writes whatever is there; it
 * is for values that are the same whoever writes them.
 */
export type Change = {
  readonly key: string;
  readonly value: unknown;
  readonly expected: number | 'any';
};

/**
 * Keeps plain JSON values under keys.
 *
 * A key is a path of lower-case names (`assessments/3f…/a1`), chosen so that every list the product needs is one
 * folder. A key never contains a person's name or id in clear; see `names.ts`. What is no key is refused with a
 * RangeError by every function.
 */
export type Store = {
  /** The value, or undefined where there is none or its record was broken (it is then set aside and logged). */
  read: (key: string) => Promise<Stored | undefined>;
  /**
   * Writes durably: when the promise resolves the value survives a crash. `expected` is the version that was read,
   * or 0 for a new key. Resolves to the new version. Whoever wrote a value does not change it afterwards.
   * @throws ConflictFault when the stored version is another one; nothing is written then.
   * @throws StorageFault when it cannot be stored; the earlier value stays.
   */
  write: (key: string, value: unknown, expected: number) => Promise<number>;
  /**
   * Writes several values as `write` does, all or none of them, also in a crash.
   * @throws ConflictFault, StorageFault, and RangeError when a key comes twice or a value is undefined.
   */
  commit: (changes: readonly Change[]) => Promise<void>;
  /** Deletes durably. Resolves to whether there was something. */
  delete: (key: string) => Promise<boolean>;
  /** The keys directly below a folder, in alphabetical order; empty where there is no such folder. */
  list: (folder: string) => Promise<string[]>;
  /** Lets go of the place where values are kept. */
  close: () => Promise<void>;
};

/** Leaves room for endings and times in the name of a file, which has at most 255 bytes. */
const LONGEST = 200;

const KEY = /^[a-z0-9][a-z0-9_~.-]*(?:\/[a-z0-9][a-z0-9_~.-]*)*$/;

/** Whether a text can be a key; keeps paths inside the data folder. */
export function isKey(text: string): boolean {
  return KEY.test(text) && !text.includes('..') && text.length <= LONGEST;
}

/** @throws RangeError when a text cannot be a key. */
export function checkKey(text: string): void {
  if (!isKey(text)) throw new RangeError('not a key of the store');
}

/** @throws RangeError when changes cannot be one commit. */
export function checkChanges(changes: readonly Change[]): void {
  for (const { key, value } of changes) {
    checkKey(key);
    if (value === undefined) throw new RangeError('undefined is no value of the store');
  }
  if (new Set(changes.map(({ key }) => key)).size < changes.length) {
    throw new RangeError('a commit has a key twice');
  }
}
