import { mkdir, readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { DurableFile, isMissing, makeFolder, syncFolder } from './durable-file.ts';
import { isKey, type Stored } from './store.ts';

/** What the file of a record ends with. */
export const ENDING = '.json';

/** The folder below the data folder where broken records are kept for operators. */
export const SET_ASIDE = 'broken';

const record = z.object({ version: z.number().int().positive(), value: z.unknown() });

/** Records as small lowdb files, one for each, whose paths are their keys. */
export type RecordFiles = {
  /** The record, or null where there is none or it was broken (it is then set aside and logged). */
  load: (key: string) => Promise<Stored | null>;
  /** Makes the folders that these keys need. */
  makeRoom: (keys: readonly string[]) => Promise<void>;
  save: (key: string, stored: Stored) => Promise<void>;
  remove: (key: string) => Promise<void>;
  /** Resolves when what was saved and removed under these keys survives a crash. */
  flush: (keys: readonly string[]) => Promise<void>;
  /** The keys directly below a folder, in no order. */
  list: (name: string) => Promise<string[]>;
};

export function recordFilesIn(folder: string, log: Log): RecordFiles {
  const pathOf = (key: string): string => join(folder, `${key}${ENDING}`);
  const fileOf = (key: string) => new DurableFile<Stored | null>(pathOf(key), record.parse);

  const foldersOf = (keys: readonly string[]) => new Set(keys.map((key) => dirname(pathOf(key))));

  async function setAside(key: string, cause: unknown): Promise<void> {
    const target = join(folder, SET_ASIDE, `${key.replaceAll('/', '~')}.${Date.now()}${ENDING}`);
    await mkdir(join(folder, SET_ASIDE), { recursive: true, mode: 0o700 });
    await rename(pathOf(key), target);
    log.error(
      { record: basename(target), cause: cause instanceof Error ? cause.name : 'unknown' },
      'a broken record was set aside',
    );
  }

  return {
    load: async (key) => {
      const db = new Low<Stored | null>(fileOf(key), null);
      try {
        await db.read();
      } catch (error) {
        if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
        await setAside(key, error);
      }
      return db.data;
    },

    makeRoom: async (keys) => {
      for (const each of foldersOf(keys)) await makeFolder(each);
    },

    flush: async (keys) => {
      for (const each of foldersOf(keys)) await syncFolder(each);
    },

    save: async (key, stored) => {
      const db = new Low<Stored | null>(fileOf(key), stored);
      await db.write();
    },

    remove: async (key) => {
      await fileOf(key).remove();
    },

    list: async (name) => {
      const files = await readdir(join(folder, name), { withFileTypes: true }).catch((error) => {
        if (isMissing(error)) return [];
        throw error;
      });
      return files
        .filter((file) => file.isFile() && file.name.endsWith(ENDING))
        .map((file) => `${name}/${file.name.slice(0, -ENDING.length)}`)
        .filter(isKey);
    },
  };
}
