import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { StorageFault } from '../../src/faults.ts';
import { openJournal, readJournals } from '../../src/stores/journal.ts';
import { aFolder, afterCrash, aLog, aStore } from '../support/stores.ts';

function mounted(...options: string[]): boolean {
  try {
    execFileSync('mount', options, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A folder on a disk of its own of 64 KB, or undefined where this user may not mount one. */
async function aSmallDisk(): Promise<string | undefined> {
  const disk = await aFolder();
  if (!mounted('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk)) return undefined;
  onTestFinished(() => {
    execFileSync('umount', ['-l', disk]);
  });
  return disk;
}

const never = { everyMs: 3_600_000, bytes: 1e9 };
const tooLong = 'x'.repeat(30_000);

describe('When the disk is full', () => {
  test('a write is a fault, the earlier value stays, and after space is free writing works', async (context) => {
    const disk = await aSmallDisk();
    if (!disk) return context.skip('no right to mount a small disk');
    const { store, folder } = await aStore({ folder: join(disk, 'data'), checkpoint: never });
    await store.write('notes/one', 'old', 0);
    await writeFile(join(disk, 'filler'), Buffer.alloc(40_000));

    await expect(store.write('notes/one', tooLong, 1)).rejects.toThrow(StorageFault);
    await expect(store.write('notes/two', tooLong, 0)).rejects.toThrow(StorageFault);
    expect(await store.read('notes/one')).toEqual({ value: 'old', version: 1 });
    expect(await store.read('notes/two')).toBeUndefined();
    expect(await store.list('notes')).toEqual(['notes/one']);
    expect(await store.write('notes/small', 'fits', 0)).toBe(1);

    await rm(join(disk, 'filler'));
    expect(await store.write('notes/one', 'x'.repeat(10_000), 1)).toBe(2);
    const { store: again } = await aStore({ folder: await afterCrash(folder) });
    expect((await again.read('notes/one'))?.version).toBe(2);
    expect(await again.list('notes')).toEqual(['notes/one', 'notes/small']);
  });

  test('what was refused does not come back after a crash', async (context) => {
    const disk = await aSmallDisk();
    if (!disk) return context.skip('no right to mount a small disk');
    await writeFile(join(disk, 'filler'), Buffer.alloc(40_000));
    const journal = await openJournal(disk);
    const applied: string[] = [];
    const append = (name: string, commit: unknown) =>
      journal.append(commit, () => applied.push(name));
    await append('first', 'first');
    // These two are written down together: the small one fits, the long one behind it does not.
    const results = await Promise.allSettled([append('small', 'small'), append('long', tooLong)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const { log, lines } = aLog();
    expect(await readJournals(disk, log)).toEqual(['first']);

    await append('later', 'later');
    expect(await readJournals(disk, log)).toEqual(['first', 'later']);
    expect(applied).toEqual(['first', 'later']);
    expect(lines).toEqual([]);
    await journal.close();
  });
});

describe('When the disk can only be read', () => {
  test('the store cannot be opened', async (context) => {
    const disk = await aSmallDisk();
    if (!disk) return context.skip('no right to mount a small disk');
    mounted('-o', 'remount,ro', disk);
    await expect(aStore({ folder: disk })).rejects.toThrow(StorageFault);
    await expect(aStore({ folder: join(disk, 'data') })).rejects.toThrow(StorageFault);
  });
});

describe('When the data folder is no folder', () => {
  test('the store cannot be opened', async () => {
    const file = join(await aFolder(), 'data');
    await writeFile(file, '');
    await expect(aStore({ folder: file })).rejects.toThrow(StorageFault);
    await expect(aStore({ folder: join(file, 'below') })).rejects.toThrow(StorageFault);
  });
});

describe('When a value cannot be JSON', () => {
  test('it is a fault, and nothing changes', async () => {
    const { store } = await aStore();
    await store.write('notes/one', 'old', 0);
    await expect(store.write('notes/one', 1n, 1)).rejects.toThrow(StorageFault);
    await expect(store.write('notes/one', undefined, 1)).rejects.toThrow(RangeError);
    expect(await store.read('notes/one')).toEqual({ value: 'old', version: 1 });
  });
});
