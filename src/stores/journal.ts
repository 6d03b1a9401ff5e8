import { type FileHandle, open, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { syncFolder } from './durable-file.ts';

/*
 * A write-ahead journal: what many turns write at the same time is made durable by one flush of one file. A line is
 * one commit and counts only whole; a torn last line, as a crash leaves it, was never acknowledged.
 */

export type Journal = {
  /**
   * Appends a commit. When it survives a crash, `apply` is called and the promise resolves; `apply` runs before any
   * later `rotate` returns. Rejects when it could not be flushed, and then nothing of it stays.
   */
  append: (commit: unknown, apply: () => void) => Promise<void>;
  /** Bytes in the present file. */
  size: () => number;
  /**
   * Goes on in a new file. Resolves to the function that forgets everything before it, to be called when all of that
   * is stored elsewhere.
   */
  rotate: () => Promise<() => Promise<void>>;
  close: () => Promise<void>;
};

type Waiting = {
  line: string;
  apply: () => void;
  done: () => void;
  failed: (error: unknown) => void;
};

const NAME = /^journal\.(\d+)$/;
const sum = (json: string): string => crc32(json).toString(16).padStart(8, '0');

async function numbersIn(folder: string): Promise<number[]> {
  const files = await readdir(folder);
  return files
    .flatMap((file) => NAME.exec(file)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

const pathOf = (folder: string, number: number): string => join(folder, `journal.${number}`);

function commitsOf(text: string): unknown[] {
  const commits: unknown[] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    const json = line.slice(9);
    if (line.slice(0, 8) !== sum(json)) break;
    commits.push(JSON.parse(json));
  }
  return commits;
}

/** The commits that earlier runs left in the folder, oldest first. */
export async function readJournals(folder: string): Promise<unknown[]> {
  const commits: unknown[] = [];
  for (const number of await numbersIn(folder)) {
    commits.push(...commitsOf(await readFile(pathOf(folder, number), 'utf8')));
  }
  return commits;
}

/** Begins a new journal beside those of earlier runs; they stay until the first `rotate` forgets them. */
export async function openJournal(folder: string): Promise<Journal> {
  let number = ((await numbersIn(folder)).at(-1) ?? 0) + 1;
  let file = await begin(number);
  /** Bytes that are flushed; what may stand behind them in the file was not acknowledged. */
  let length = 0;
  let isTorn = false;
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | undefined;

  async function begin(next: number): Promise<FileHandle> {
    const handle = await open(pathOf(folder, next), 'a', 0o600);
    await syncFolder(folder);
    return handle;
  }

  async function writeDown(batch: readonly Waiting[]): Promise<void> {
    if (isTorn) await file.truncate(length);
    isTorn = true;
    const bytes = Buffer.from(batch.map(({ line }) => line).join(''));
    await file.appendFile(bytes);
    await file.datasync();
    isTorn = false;
    length += bytes.length;
  }

  /** Writes down what waits; what comes meanwhile waits for the next round. */
  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await writeDown(batch);
      } catch (error) {
        for (const { failed } of batch) failed(error);
        continue;
      }
      for (const { apply, done } of batch) {
        apply();
        done();
      }
    }
    flushing = undefined;
  }

  return {
    append: (commit, apply) =>
      new Promise((done, failed) => {
        const json = JSON.stringify(commit);
        waiting.push({ line: `${sum(json)} ${json}\n`, apply, done, failed });
        flushing ??= flush();
      }),
    size: () => length,
    rotate: async () => {
      const earlier = await numbersIn(folder);
      const next = await begin(number + 1);
      while (flushing) await flushing;
      // From here to the exchange nothing may wait, or a flush could be under way in the file that is closed.
      const before = file;
      number++;
      file = next;
      length = 0;
      isTorn = false;
      await before.close();
      return async () => {
        for (const old of earlier) await unlink(pathOf(folder, old));
      };
    },
    close: async () => {
      await flushing;
      await file.close();
    },
  };
}
