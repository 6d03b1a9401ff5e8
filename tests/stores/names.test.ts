import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StorageFault } from '../../src/faults.ts';
import { encrypted } from '../../src/stores/encrypted.ts';
import { openNaming } from '../../src/stores/names.ts';
import { isKey } from '../../src/stores/store.ts';
import { aKey, aStore } from '../support/stores.ts';

const key = aKey(1);
const newKey = aKey(2);

describe('When somebody is named', () => {
  test('the same id of the same kind has the same name', async () => {
    const naming = await openNaming((await aStore()).store);
    expect(naming('principal', '29:abc')).toBe(naming('principal', '29:abc'));
  });

  test('other ids and other kinds have other names', async () => {
    const naming = await openNaming((await aStore()).store);
    const names = [
      naming('principal', '29:abc'),
      naming('principal', '29:abd'),
      naming('conversation', '29:abc'),
      naming('principal', ''),
    ];
    expect(new Set(names).size).toBe(4);
  });

  test('a name can stand in a key and tells nothing of the id', async () => {
    const naming = await openNaming((await aStore()).store);
    const name = naming('principal', '../Anna Berger <anna@example.org>');
    expect(name).toMatch(/^[0-9a-f]{32}$/);
    expect(isKey(`assessments/${name}`)).toBe(true);
  });

  test('another folder has other names', async () => {
    const one = await openNaming((await aStore()).store);
    const other = await openNaming((await aStore()).store);
    expect(one('principal', '29:abc')).not.toBe(other('principal', '29:abc'));
  });
});

describe('When the folder is opened again', () => {
  test('the names are the same', async () => {
    const { store, folder } = await aStore();
    const before = (await openNaming(encrypted(store, [key])))('principal', '29:abc');
    await store.close();
    const { store: again } = await aStore({ folder });
    expect((await openNaming(encrypted(again, [key])))('principal', '29:abc')).toBe(before);
  });

  test('the names outlive a rotation of the data key', async () => {
    const { store } = await aStore();
    const before = (await openNaming(encrypted(store, [key])))('principal', '29:abc');
    const both = encrypted(store, [newKey, key]);
    expect((await openNaming(both))('principal', '29:abc')).toBe(before);

    const stored = await both.read('meta/names');
    await both.write('meta/names', stored?.value, stored?.version ?? 0);
    expect((await openNaming(encrypted(store, [newKey])))('principal', '29:abc')).toBe(before);
  });

  test('a wrong key is a fault at start', async () => {
    const { store } = await aStore();
    await openNaming(encrypted(store, [key]));
    await expect(openNaming(encrypted(store, [newKey]))).rejects.toThrow(StorageFault);
  });

  test('a secret of another form is a fault at start', async () => {
    const { store } = await aStore();
    await store.write('meta/names', { other: 1 }, 0);
    await expect(openNaming(store)).rejects.toThrow(StorageFault);
  });
});

describe('When the secret was lost', () => {
  test('no new one is made as long as conversations have the old names', async () => {
    const { store, folder } = await aStore();
    const naming = await openNaming(store);
    await store.write(`conversations/${naming('conversation', '19:abc')}`, {}, 0);
    await store.close();
    await writeFile(join(folder, 'meta/names.json'), '{"version":1,"val');

    const { store: again } = await aStore({ folder });
    await expect(openNaming(again)).rejects.toThrow(StorageFault);
    expect(await again.read('meta/names')).toBeUndefined();
  });

  test('a new one is made where nothing has a name yet', async () => {
    const { store } = await aStore();
    await openNaming(store);
    await store.delete('meta/names');
    const naming = await openNaming(store);
    expect(naming('principal', '29:abc')).toMatch(/^[0-9a-f]{32}$/);
  });
});
