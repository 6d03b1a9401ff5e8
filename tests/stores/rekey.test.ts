import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StorageFault } from '../../src/faults.ts';
import { encrypted } from '../../src/stores/encrypted.ts';
import { rekey } from '../../src/stores/rekey.ts';
import { afterCrash, aKey, aLog, aStore } from '../support/stores.ts';

const oldKey = aKey(1);
const newKey = aKey(2);
const records = ['meta/names', 'assessments/anna/a1', 'assessments/anna/a2', 'links/x', 'top'];

/** A closed folder whose records are sealed with a key. */
async function aSealedFolder(key: Buffer): Promise<string> {
  const { store, folder } = await aStore();
  for (const record of records) await encrypted(store, [key]).write(record, { record }, 0);
  await store.close();
  return folder;
}

async function readAll(folder: string, keys: readonly Buffer[]): Promise<unknown[]> {
  const { store } = await aStore({ folder });
  const read = await Promise.all(records.map((record) => encrypted(store, keys).read(record)));
  await store.close();
  return read.map((each) => each?.value);
}

describe('When a folder is sealed anew', () => {
  test('the new key alone opens everything, the old one nothing', async () => {
    const folder = await aSealedFolder(oldKey);
    const { log, lines } = aLog();
    expect(await rekey(folder, [newKey, oldKey], log)).toBe(records.length);

    expect(await readAll(folder, [newKey])).toEqual(records.map((record) => ({ record })));
    await expect(readAll(folder, [oldKey])).rejects.toThrow(StorageFault);
    expect(lines).toEqual([]);
  });

  test('it can be done again, as after a run that was cut off', async () => {
    const folder = await aSealedFolder(oldKey);
    const { store } = await aStore({ folder });
    await encrypted(store, [newKey, oldKey]).write('links/x', { record: 'links/x' }, 1);
    await store.close();

    const { log } = aLog();
    expect(await rekey(folder, [newKey, oldKey], log)).toBe(records.length);
    expect(await rekey(folder, [newKey, oldKey], log)).toBe(records.length);
    expect(await readAll(folder, [newKey])).toEqual(records.map((record) => ({ record })));
  });

  test('what a crash left in the journal is sealed as well', async () => {
    const { store, folder } = await aStore({ checkpoint: { everyMs: 3_600_000, bytes: 1e9 } });
    for (const record of records) await encrypted(store, [oldKey]).write(record, { record }, 0);
    const crashed = await afterCrash(folder);
    expect(await rekey(crashed, [newKey, oldKey], aLog().log)).toBe(records.length);
    expect(await readAll(crashed, [newKey])).toEqual(records.map((record) => ({ record })));
  });

  test('an empty folder has nothing to seal', async () => {
    const { store, folder } = await aStore();
    await store.close();
    expect(await rekey(folder, [newKey], aLog().log)).toBe(0);
  });

  test('foreign things are passed over, broken records are set aside', async () => {
    const folder = await aSealedFolder(oldKey);
    await mkdir(join(folder, 'lost+found'));
    await mkdir(join(folder, 'broken'));
    await writeFile(join(folder, 'broken/links~y.1.json'), '{');
    await writeFile(join(folder, 'README.txt'), 'hello');
    await writeFile(join(folder, 'links/cut.json'), '{"version":1,');

    const { log, lines } = aLog();
    expect(await rekey(folder, [newKey, oldKey], log)).toBe(records.length);
    expect(lines.map(({ message }) => message)).toEqual(['a broken record was set aside']);
    expect((await readdir(join(folder, 'broken'))).sort()).toEqual([
      expect.stringMatching(/^links~cut\.\d+\.json$/),
      'links~y.1.json',
    ]);
  });
});

describe('When a record does not open with any key', () => {
  test('the others are sealed, it is named in the log, and the old key must not be given up', async () => {
    const folder = await aSealedFolder(oldKey);
    const { store } = await aStore({ folder });
    await encrypted(store, [aKey(3)]).write('links/x', 'foreign', 1);
    await store.close();

    const { log, lines } = aLog();
    await expect(rekey(folder, [newKey, oldKey], log)).rejects.toThrow(
      new StorageFault('1 records were not sealed anew, 4 were'),
    );
    expect(lines).toEqual([
      {
        level: 'error',
        fields: { record: 'links/x', error: expect.any(StorageFault) },
        message: 'a record was not sealed anew',
      },
    ]);
    const { store: after } = await aStore({ folder });
    expect(await encrypted(after, [newKey]).read('top')).toEqual({
      value: { record: 'top' },
      version: 2,
    });
  });
});

describe('When the server is running', () => {
  test.skipIf(process.platform !== 'linux')('nothing is sealed', async () => {
    const { folder } = await aStore();
    await expect(rekey(folder, [newKey], aLog().log)).rejects.toThrow(StorageFault);
  });
});
