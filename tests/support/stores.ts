import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Log } from '../../src/log.ts';
import { type LowdbOptions, openLowdbStore } from '../../src/stores/lowdb.ts';
import type { Store } from '../../src/stores/store.ts';

export type Line = { level: keyof Log; fields: unknown; message: unknown };

/** A log that collects its lines. */
export function aLog(): { log: Log; lines: Line[] } {
  const lines: Line[] = [];
  const at =
    (level: keyof Log) =>
    (fields: unknown, message?: unknown): void => {
      lines.push({ level, fields, message });
    };
  return {
    log: { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') },
    lines,
  };
}

/** A new, empty folder that is gone after the test. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lotse-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The embedded store in a folder of the test, with the lines it logs; closed after the test. */
export async function aStore(
  given: Partial<Pick<LowdbOptions, 'folder' | 'checkpoint'>> = {},
): Promise<{ store: Store; folder: string; lines: Line[] }> {
  const folder = given.folder ?? (await aFolder());
  const { log, lines } = aLog();
  const store = await openLowdbStore({ ...given, folder, log });
  // Whether closing works is for the test to say.
  onTestFinished(() => store.close().catch(() => undefined));
  return { store, folder, lines };
}

/** A copy of the folder as a crash at this moment would leave it. */
export async function afterCrash(folder: string): Promise<string> {
  const copy = await aFolder();
  await cp(folder, copy, { recursive: true });
  await rm(join(copy, 'lock'), { force: true });
  return copy;
}

/** A key of 32 bytes, all of them the same. */
export const aKey = (byte: number): Buffer => Buffer.alloc(32, byte);
