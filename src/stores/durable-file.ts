import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Adapter } from 'lowdb';

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder for good: each new folder is flushed into the one above it. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) {
    await syncFolder(dirname(made));
  }
}

/**
 * A lowdb adapter for one file, written so that a crash at any moment leaves either the old or the new content:
 * a neighbour file is written, flushed to the disk and renamed over the old one. The folder has to be there, and a
 * change is there for good when the folder was flushed afterwards (`syncFolder`), which serves many files at once.
 * `parse` checks the form of what was read and may throw.
 */
export class DurableFile<T> implements Adapter<T> {
  readonly #path: string;
  readonly #neighbour: string;
  readonly #parse: (json: unknown) => T;

  constructor(path: string, parse: (json: unknown) => T) {
    this.#path = resolve(path);
    this.#neighbour = `${this.#path}.tmp`;
    this.#parse = parse;
  }

  /** The content, or null where there is no file. @throws SyntaxError when it is not JSON, or what `parse` throws. */
  async read(): Promise<T | null> {
    try {
      return this.#parse(JSON.parse(await readFile(this.#path, 'utf8')));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async write(data: T): Promise<void> {
    try {
      const handle = await open(this.#neighbour, 'w', 0o600);
      try {
        await handle.writeFile(JSON.stringify(data));
        await handle.datasync();
      } finally {
        await handle.close();
      }
      await rename(this.#neighbour, this.#path);
    } catch (error) {
      await unlink(this.#neighbour).catch(() => undefined);
      throw error;
    }
  }

  /** Removes the file, if there is one, and what a crash left of a write. */
  async remove(): Promise<void> {
    for (const path of [this.#neighbour, this.#path]) {
      await unlink(path).catch((error) => {
        if (!isMissing(error)) throw error;
      });
    }
  }
}
