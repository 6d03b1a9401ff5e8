import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Adapter } from 'lowdb';

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * A lowdb adapter for one file, written so that a crash at any moment leaves either the old or the new content:
 * a neighbour file is written, flushed to the disk and renamed over the old one, and the folder is flushed.
 */
export class DurableFile<T> implements Adapter<T> {
  readonly #path: string;
  #made = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** The content, or null where there is no file. @throws SyntaxError when it is not JSON. */
  async read(): Promise<T | null> {
    try {
      return JSON.parse(await readFile(this.#path, 'utf8')) as T;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async write(data: T): Promise<void> {
    const folder = dirname(this.#path);
    const neighbour = `${this.#path}.tmp`;
    if (!this.#made) await mkdir(folder, { recursive: true, mode: 0o700 });
    this.#made = true;
    try {
      const handle = await open(neighbour, 'w', 0o600);
      try {
        await handle.writeFile(JSON.stringify(data));
        await handle.datasync();
      } finally {
        await handle.close();
      }
      await rename(neighbour, this.#path);
      await syncFolder(folder);
    } catch (error) {
      await unlink(neighbour).catch(() => undefined);
      throw error;
    }
  }

  /** Removes the file for good. Resolves to whether there was one. */
  async remove(): Promise<boolean> {
    try {
      await unlink(this.#path);
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
    await syncFolder(dirname(this.#path));
    return true;
  }
}
