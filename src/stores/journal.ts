import {
  copyFile,
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  unlink,
} from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextRound } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Log } from '../log.ts';
import { syncFolder } from './durable-file.ts';
import { SET_ASIDE } from './record-files.ts';

/*
 * A write-ahead journal: what many turns write at the same time is made durable by one flush of one file. A line is
 * one commit and counts only whole; a torn last line, as a crash leaves it, was never acknowledged.
 */

export type Journal = {
  /**
   * Appends a commit. When it survives a crash, `apply` is called and the promise resolves; `apply` runs before any
   * later `rotate` returns. Rejects when it could not be flushed; what was written of it is taken back then.
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
  line: Buffer;
  apply: () => void;
  done: () => void;
  failed: (error: unknown) => void;
};

const NAME = /^journal\.(\d+)$/;
const sum = (json: string | Buffer): string => crc32(json).toString(16).padStart(8, '0');

async function numbersIn(folder: string): Promise<number[]> {
  const files = await readdir(folder);
  return files
    .flatMap((file) => NAME.exec(file)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

const pathOf = (folder: string, number: number): string => join(folder, `journal.${number}`);

const SUM_BYTES = 9;

/** A commit as a line: its checksum, a blank, its JSON. It is encoded once, because lines are long and many. */
function lineOf(commit: unknown): Buffer {
  const json = `${JSON.stringify(commit)}\n`;
  const line = Buffer.allocUnsafe(SUM_BYTES + Buffer.byteLength(json));
  line.write(json, SUM_BYTES);
  line.write(`${sum(line.subarray(SUM_BYTES, -1))} `, 0, 'latin1');
  return line;
}

/** The commit of a line, or undefined where the line is not what was written. */
function commitOf(line: string): unknown {
  const json = line.slice(SUM_BYTES);
  return line.slice(0, SUM_BYTES - 1) === sum(json) ? JSON.parse(json) : undefined;
}

/** Keeps a copy of a journal with broken lines for operators, because the journal itself will be forgotten. */
async function setAside(folder: string, number: number, lines: number, log: Log): Promise<void> {
  const name = `journal.${number}.${Date.now()}`;
  await mkdir(join(folder, SET_ASIDE), { recursive: true, mode: 0o700 });
  await copyFile(pathOf(folder, number), join(folder, SET_ASIDE, name));
  log.error({ journal: name, lines }, 'a journal with broken lines was set aside');
}

/** The commits that earlier runs left in the folder, oldest first. Broken lines are passed over, loudly. */
export async function readJournals(folder: string, log: Log): Promise<unknown[]> {
  const commits: unknown[] = [];
  for (const number of await numbersIn(folder)) {
    // What stands behind the last line break is what a crash left of a line.
    const lines = (await readFile(pathOf(folder, number), 'utf8')).split('\n').slice(0, -1);
    const whole = lines.map(commitOf).filter((commit) => commit !== undefined);
    if (whole.length < lines.length) {
      await setAside(folder, number, lines.length - whole.length, log);
    }
    commits.push(...whole);
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
  /** Goes on in the next file; set while that is wanted. It must not happen while a batch is written down. */
  let exchange: (() => void) | undefined;

  async function begin(next: number): Promise<FileHandle> {
    const handle = await open(pathOf(folder, next), 'a', 0o600);
    await syncFolder(folder);
    return handle;
  }

  async function writeAll(bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      done += (await file.write(bytes, done)).bytesWritten;
    }
  }

  /** Takes back what a failed write left, so that nothing comes back that was refused. */
  async function takeBack(): Promise<void> {
    if (!isTorn) return;
    await file.truncate(length);
    await file.datasync();
    isTorn = false;
  }

  async function writeDown(batch: readonly Waiting[]): Promise<void> {
    await takeBack();
    isTorn = true;
    const bytes = Buffer.concat(batch.map(({ line }) => line));
    await writeAll(bytes);
    await file.datasync();
    isTorn = false;
    length += bytes.length;
  }

  /** Writes down what waits; what comes meanwhile waits for the next round. */
  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      exchange?.();
      // Turns that are as far as to be written in this round of the loop go along.
      await nextRound();
      const batch = waiting;
      waiting = [];
      try {
        await writeDown(batch);
      } catch (error) {
        // What cannot be taken back now is taken back before the next write.
        await takeBack().catch(() => undefined);
        for (const { failed } of batch) failed(error);
        continue;
      }
      for (const { apply, done } of batch) {
        apply();
        done();
      }
    }
    exchange?.();
    flushing = undefined;
  }

  return {
    append: (commit, apply) =>
      new Promise((done, failed) => {
        waiting.push({ line: lineOf(commit), apply, done, failed });
        flushing ??= flush();
      }),
    size: () => length,
    rotate: async () => {
      const earlier = await numbersIn(folder);
      const next = await begin(number + 1);
      const before = await new Promise<FileHandle>((resolve) => {
        exchange = () => {
          resolve(file);
          number++;
          file = next;
          length = 0;
          isTorn = false;
          exchange = undefined;
        };
        if (!flushing) exchange();
      });
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
