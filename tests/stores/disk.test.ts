import { execFileSync } from 'node:child_process';
import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { StorageFault } from '../../src/faults.ts';
import { aFolder, aStore } from '../support/stores.ts';

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

describe('When the disk is full', () => {
  test('a write is a fault, the earlier value stays, and after space is free writing works', async (context) => {
    const disk = await aSmallDisk();
    if (!disk) return context.skip('no right to mount a small disk');
    const { store, lines } = await aStore({ folder: join(disk, 'data') });
    await store.write('notes/one', 'old', 0);
    await writeFile(join(disk, 'filler'), Buffer.alloc(40_000));

    const tooLong = 'x'.repeat(30_000);
    await expect(store.write('notes/one', tooLong, 1)).rejects.toThrow(StorageFault);
    await expect(store.write('notes/two', tooLong, 0)).rejects.toThrow(StorageFault);
    expect(await store.read('notes/one')).toEqual({ value: 'old', version: 1 });
    expect(await store.read('notes/two')).toBeUndefined();
    expect(await store.list('notes')).toEqual(['notes/one']);

    await rm(join(disk, 'filler'));
    expect(await store.write('notes/one', tooLong, 1)).toBe(2);
    expect(await store.read('notes/one')).toEqual({ value: tooLong, version: 2 });
    expect(lines).toEqual([]);
  });
});

describe('When the disk can only be read', () => {
  test('writing and deleting are faults, reading works, and later writing does again', async (context) => {
    const disk = await aSmallDisk();
    if (!disk) return context.skip('no right to mount a small disk');
    const { store } = await aStore({ folder: disk });
    await store.write('notes/one', 'old', 0);
    mounted('-o', 'remount,ro', disk);

    await expect(store.write('notes/one', 'new', 1)).rejects.toThrow(StorageFault);
    await expect(store.write('others/one', 'new', 0)).rejects.toThrow(StorageFault);
    await expect(store.delete('notes/one')).rejects.toThrow(StorageFault);
    expect(await store.read('notes/one')).toEqual({ value: 'old', version: 1 });

    mounted('-o', 'remount,rw', disk);
    expect(await store.write('notes/one', 'new', 1)).toBe(2);
  });

  test('the store cannot be opened', async (context) => {
    const disk = await aSmallDisk();
    if (!disk) return context.skip('no right to mount a small disk');
    mounted('-o', 'remount,ro', disk);
    await expect(aStore({ folder: disk })).rejects.toThrow(StorageFault);
    await expect(aStore({ folder: join(disk, 'data') })).rejects.toThrow(StorageFault);
  });
});

describe('When one record cannot be written', () => {
  test('it is a fault, the earlier value stays, and later writing works', async () => {
    const { store, folder } = await aStore();
    await store.write('notes/one', 'old', 0);
    const inTheWay = join(folder, 'notes/one.json.tmp');
    await mkdir(inTheWay);

    await expect(store.write('notes/one', 'new', 1)).rejects.toThrow(StorageFault);
    expect(await store.read('notes/one')).toEqual({ value: 'old', version: 1 });
    expect(await store.write('notes/two', 'other', 0)).toBe(1);

    await rmdir(inTheWay);
    expect(await store.write('notes/one', 'new', 1)).toBe(2);
  });

  test('what cannot be JSON is a fault too, and nothing changes', async () => {
    const { store } = await aStore();
    await store.write('notes/one', 'old', 0);
    await expect(store.write('notes/one', 1n, 1)).rejects.toThrow(StorageFault);
    expect(await store.read('notes/one')).toEqual({ value: 'old', version: 1 });
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
