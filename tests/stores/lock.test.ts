import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StorageFault } from '../../src/faults.ts';
import { startChild } from '../support/child.ts';
import { aFolder, aStore } from '../support/stores.ts';

describe('When another process uses the folder', () => {
  test('the store is not opened, and the other one keeps its lock', async () => {
    const folder = await aFolder();
    const other = await startChild('hold-store.ts', folder);
    const lock = await readFile(join(folder, 'lock'), 'utf8');

    await expect(aStore({ folder })).rejects.toThrow(
      new StorageFault(`process ${other.process.pid} already uses the data folder`),
    );
    expect(await readFile(join(folder, 'lock'), 'utf8')).toBe(lock);
  });

  test('the store is opened as soon as the other one was killed', async () => {
    const folder = await aFolder();
    const other = await startChild('hold-store.ts', folder);
    await other.kill();

    const { store } = await aStore({ folder });
    expect(await store.write('notes/one', 1, 0)).toBe(1);
  });
});

describe('When this process uses the folder', () => {
  test.skipIf(process.platform !== 'linux')('it is not opened a second time', async () => {
    const { folder } = await aStore();
    await expect(aStore({ folder })).rejects.toThrow(StorageFault);
  });

  test('it is free for others after closing', async () => {
    const { store, folder } = await aStore();
    await store.close();
    const { store: again } = await aStore({ folder });
    expect(await again.read('notes/one')).toBeUndefined();
  });
});

describe('When a lock was left behind', () => {
  const leftovers: [name: string, lock: string][] = [
    ['of a process that is gone', '4194303 0f0f-12345'],
    ['without the start of its process', '4194303'],
    ['with the number of this process, as in a container', String(process.pid)],
    ['with a number that another process has by now', `${process.ppid} 0f0f-12345`],
    ['that is empty', ''],
    ['that is no lock at all', 'hello'],
    ['with an impossible number', '-1'],
  ];

  test.each(leftovers)('it is taken over: %s', async (_name, lock) => {
    const folder = await aFolder();
    await writeFile(join(folder, 'lock'), lock);
    const { store } = await aStore({ folder });
    expect(await store.write('notes/one', 1, 0)).toBe(1);
    expect(await readFile(join(folder, 'lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
  });

  test('the one of a living process is respected even if it does not tell its start', async () => {
    const folder = await aFolder();
    await writeFile(join(folder, 'lock'), String(process.ppid));
    await expect(aStore({ folder })).rejects.toThrow(StorageFault);
  });
});
