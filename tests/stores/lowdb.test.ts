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

storeContract('lowdb that puts its journal into files all the time', async () => {
  const { store } = await aStore({ checkpoint: { everyMs: 1, bytes: 100 } });
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
    const modeOf = async (name: string) => {
      return [name, ((await stat(join(folder, name))).mode & 0o777).toString(8)];
    };
    const open = await Promise.all((await readdir(folder)).sort().map(modeOf));
    expect(open).toEqual([
      [expect.stringMatching(/^journal\.\d+$/), '600'],
      ['lock', '600'],
    ]);
    await store.close();
    const closed = await Promise.all(['', 'notes', 'notes/one.json'].map(modeOf));
    expect(closed.map(([, mode]) => mode)).toEqual(['700', '700', '600']);
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
    const folder = await aFolder();
    await mkdir(join(folder, 'notes/x.json'), { recursive: true });
    await writeFile(join(folder, 'notes/README.txt'), 'hello');
    await writeFile(join(folder, 'notes/.DS_Store'), '');
    await writeFile(join(folder, 'notes/Copy of one.json'), '{}');
    await writeFile(join(folder, 'journal.old'), 'hello');

    const { store, lines } = await aStore({ folder });
    await store.write('notes/one', 1, 0);
    expect(await store.list('notes')).toEqual(['notes/one']);
    expect(lines).toEqual([]);
  });

  test('a folder in the place of a record is a fault of this record only', async () => {
    const folder = await aFolder();
    await mkdir(join(folder, 'notes/x.json'), { recursive: true });
    const { store } = await aStore({ folder });
    await expect(store.read('notes/x')).rejects.toThrow(StorageFault);
    await expect(store.write('notes/x', 1, 0)).rejects.toThrow(StorageFault);
    expect(await store.write('notes/one', 1, 0)).toBe(1);
  });
});

describe('When a crash left a half-written neighbour', () => {
  test('it does no harm and goes with the next write', async () => {
    const folder = await aFolder();
    await mkdir(join(folder, 'notes'));
    await writeFile(join(folder, 'notes/one.json'), '{"version":1,"value":"old"}');
    await writeFile(join(folder, 'notes/one.json.tmp'), '{"version":2,"val');
    await writeFile(join(folder, 'notes/new.json.tmp'), '{"vers');

    const { store } = await aStore({ folder });
    expect(await store.list('notes')).toEqual(['notes/one']);
    expect(await store.read('notes/new')).toBeUndefined();
    expect(await store.write('notes/one', 'new', 1)).toBe(2);
    expect(await store.write('notes/new', 'new', 0)).toBe(1);
    await store.close();
    expect((await readdir(join(folder, 'notes'))).sort()).toEqual(['new.json', 'one.json']);
  });

  test('deleting the record leaves nothing of it behind', async () => {
    const folder = await aFolder();
    await mkdir(join(folder, 'notes'));
    await writeFile(join(folder, 'notes/one.json'), '{"version":1,"value":"personal"}');
    await writeFile(join(folder, 'notes/one.json.tmp'), '{"version":2,"value":"pers');

    const { store } = await aStore({ folder });
    expect(await store.delete('notes/one')).toBe(true);
    await store.close();
    expect(await readdir(join(folder, 'notes'))).toEqual([]);
  });
});

describe('When the store is closed', () => {
  test('nothing can be written any more, and closing again is nothing', async () => {
    const { store } = await aStore();
    await store.close();
    await expect(store.write('notes/one', 1, 0)).rejects.toThrow(StorageFault);
    await expect(store.close()).resolves.toBeUndefined();
  });

  test('what was under way is kept or refused, never lost', async () => {
    const { store, folder } = await aStore();
    const keys = Array.from({ length: 30 }, (_, n) => `notes/${n + 10}`);
    const writes = keys.map((key) => store.write(key, key, 0));
    const settled = Promise.allSettled(writes);
    await Promise.race(writes);
    await store.close();
    const results = await settled;
    const acknowledged = keys.filter((_, n) => results[n]?.status === 'fulfilled');
    expect(acknowledged).not.toEqual([]);

    const { store: again } = await aStore({ folder });
    expect(await again.list('notes')).toEqual(acknowledged);
  });

  test('closing twice does not take the lock from whoever opened it since', async () => {
    const { store, folder } = await aStore();
    await store.close();
    await aStore({ folder });
    await store.close();
    expect(await readdir(folder)).toContain('lock');
  });
});
