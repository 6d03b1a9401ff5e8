import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Log } from '../../src/log.ts';
import { openLowdbStore } from '../../src/stores/lowdb.ts';
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
  given: { folder?: string; cached?: number } = {},
): Promise<{ store: Store; folder: string; lines: Line[] }> {
  const folder = given.folder ?? (await aFolder());
  const { log, lines } = aLog();
  const store = await openLowdbStore({ ...given, folder, log });
  onTestFinished(store.close);
  return { store, folder, lines };
}

/** A key of 32 bytes, all of them the same. */
export const aKey = (byte: number): Buffer => Buffer.alloc(32, byte);
