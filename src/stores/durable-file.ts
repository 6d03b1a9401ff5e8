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
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) {
    await syncFolder(dirname(made));
  }
}

/**
 * A lowdb adapter for one file, written so that a crash at any moment leaves either the old or the new content:
 * a neighbour file is written, flushed to the disk and renamed over the old one, and the folder is flushed.
 * `parse` checks the form of what was read and may throw.
 */
export class DurableFile<T> implements Adapter<T> {
  readonly #path: string;
  readonly #neighbour: string;
  readonly #parse: (json: unknown) => T;
  #made = false;

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
    const folder = dirname(this.#path);
    if (!this.#made) await makeFolder(folder);
    this.#made = true;
    try {
      const handle = await open(this.#neighbour, 'w', 0o600);
      try {
        await handle.writeFile(JSON.stringify(data));
        await handle.datasync();
      } finally {
        await handle.close();
      }
      await rename(this.#neighbour, this.#path);
      await syncFolder(folder);
    } catch (error) {
      await unlink(this.#neighbour).catch(() => undefined);
      throw error;
    }
  }

  /** Removes the file for good, and what a crash left of a write. Resolves to whether there was a file. */
  async remove(): Promise<boolean> {
    const leftover = await this.#unlink(this.#neighbour);
    const removed = await this.#unlink(this.#path);
    if (removed || leftover) await syncFolder(dirname(this.#path));
    return removed;
  }

  async #unlink(path: string): Promise<boolean> {
    try {
      await unlink(path);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }
}
