import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StorageFault } from '../../src/faults.ts';
import { aFolder, aStore } from '../support/stores.ts';
import { storeContract } from './contract.ts';

storeContract('lowdb', async () => {
  const { store } = await aStore();
  return { store, dispose: store.close };
});

storeContract('lowdb with room for two records in memory', async () => {
  const { store } = await aStore({ cached: 2 });
  return { store, dispose: store.close };
});

describe('When the folder is opened again', () => {
  test('everything is there, with its versions', async () => {
    const { store, folder } = await aStore();
    await store.write('notes/one', { text: 'grün' }, 0);
    await store.write('notes/one', { text: 'blau' }, 1);
    await store.write('notes/two', null, 0);
    await store.write('notes/gone', 'x', 0);
    await store.delete('notes/gone');
    await store.close();

    const { store: again, lines } = await aStore({ folder });
    expect(await again.list('notes')).toEqual(['notes/one', 'notes/two']);
    expect(await again.read('notes/one')).toEqual({ value: { text: 'blau' }, version: 2 });
    expect(await again.read('notes/two')).toEqual({ value: null, version: 1 });
    expect(await again.write('notes/one', 'weiter', 2)).toBe(3);
    expect(lines).toEqual([]);
  });

  test('only its owner can read files and folders', async () => {
    const folder = join(await aFolder(), 'data');
    const { store } = await aStore({ folder });
    await store.write('notes/one', 'x', 0);
    const modes = await Promise.all(
      ['', 'lock', 'notes', 'notes/one.json'].map(async (name) => {
        return ((await stat(join(folder, name))).mode & 0o777).toString(8);
      }),
    );
    expect(modes).toEqual(['700', '600', '700', '600']);
  });
});

describe('When a record is broken', () => {
  const broken: [name: string, content: string | Buffer][] = [
    ['no JSON', 'this is { no JSON'],
    ['cut off', '{"version":3,"value":{"text":"gr'],
    ['empty', ''],
    ['filled with zero bytes', Buffer.alloc(64)],
    ['of another form', '{"name":"foreign","version":"1.0.0"}'],
    ['without a value', '{"version":1}'],
    ['of version 0', '{"version":0,"value":1}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['false', 'false'],
  ];

  test.each(broken)('it is set aside with one error line: %s', async (_name, content) => {
    const folder = await aFolder();
    await mkdir(join(folder, 'notes'));
    await writeFile(join(folder, 'notes/bad.json'), content);
    await writeFile(join(folder, 'notes/good.json'), '{"version":7,"value":"good"}');

    const { store, lines } = await aStore({ folder });
    expect(await store.read('notes/bad')).toBeUndefined();
    expect(await store.read('notes/bad')).toBeUndefined();

    const [name = '', ...others] = await readdir(join(folder, 'broken'));
    expect(others).toEqual([]);
    expect(name).toMatch(/^notes~bad\.\d+\.json$/);
    expect(await readFile(join(folder, 'broken', name))).toEqual(Buffer.from(content));
    expect(lines).toEqual([
      {
        level: 'error',
        fields: { record: name, cause: expect.stringMatching(/^(SyntaxError|ZodError)$/) },
        message: 'a broken record was set aside',
      },
    ]);
    expect(await store.list('notes')).toEqual(['notes/good']);
    expect(await store.read('notes/good')).toEqual({ value: 'good', version: 7 });
    expect(await store.write('notes/bad', 'anew', 0)).toBe(1);
  });

  test('writing to it sets it aside as well', async () => {
    const folder = await aFolder();
    await mkdir(join(folder, 'notes'));
    await writeFile(join(folder, 'notes/bad.json'), '{');

    const { store, lines } = await aStore({ folder });
    expect(await store.write('notes/bad', 'anew', 0)).toBe(1);
    expect(await readdir(join(folder, 'broken'))).toHaveLength(1);
    expect(lines).toHaveLength(1);
  });
});

describe('When foreign things lie in the folder', () => {
  test('they do not appear in lists', async () => {
    const { store, folder } = await aStore();
    await store.write('notes/one', 1, 0);
    await writeFile(join(folder, 'notes/README.txt'), 'hello');
    await writeFile(join(folder, 'notes/.DS_Store'), '');
    await writeFile(join(folder, 'notes/Copy of one.json'), '{}');
    await mkdir(join(folder, 'notes/x.json'));
    expect(await store.list('notes')).toEqual(['notes/one']);
  });

  test('a folder in the place of a record is a fault of this record only', async () => {
    const { store, folder } = await aStore();
    await store.write('notes/one', 1, 0);
    await mkdir(join(folder, 'notes/x.json'));
    await expect(store.read('notes/x')).rejects.toThrow(StorageFault);
    expect(await store.read('notes/one')).toEqual({ value: 1, version: 1 });
  });
});

describe('When a crash left a half-written neighbour', () => {
  test('it does no harm and goes with the next write', async () => {
    const { store, folder } = await aStore();
    await store.write('notes/one', 'old', 0);
    await writeFile(join(folder, 'notes/one.json.tmp'), '{"version":2,"val');
    await writeFile(join(folder, 'notes/new.json.tmp'), '{"vers');

    expect(await store.list('notes')).toEqual(['notes/one']);
    expect(await store.read('notes/new')).toBeUndefined();
    expect(await store.write('notes/one', 'new', 1)).toBe(2);
    expect(await store.write('notes/new', 'new', 0)).toBe(1);
    expect((await readdir(join(folder, 'notes'))).sort()).toEqual(['new.json', 'one.json']);
  });

  test('deleting the record leaves nothing of it behind', async () => {
    const { store, folder } = await aStore();
    await store.write('notes/one', 'personal', 0);
    await writeFile(join(folder, 'notes/one.json.tmp'), '{"version":2,"value":"pers');
    await writeFile(join(folder, 'notes/two.json.tmp'), '{"version":1,"value":"pers');

    expect(await store.delete('notes/one')).toBe(true);
    expect(await store.delete('notes/two')).toBe(false);
    expect(await readdir(join(folder, 'notes'))).toEqual([]);
  });
});
