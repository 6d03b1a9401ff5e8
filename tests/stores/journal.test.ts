import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { aFolder, afterCrash, aStore } from '../support/stores.ts';

const never = { everyMs: 3_600_000, bytes: 1e9 };
const often = { everyMs: 5, bytes: 1e9 };

const journalsIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.startsWith('journal.')).sort();

/** A folder after a crash whose journal holds three commits of two records each, and the text of the journal. */
async function aCrashedFolder() {
  const { store, folder } = await aStore({ checkpoint: never });
  for (const n of [1, 2, 3]) {
    await store.commit([
      { key: 'notes/same', value: `grün ${n}`, expected: n - 1 },
      { key: `notes/${n}`, value: n, expected: 0 },
    ]);
  }
  const crashed = await afterCrash(folder);
  const [name = ''] = await journalsIn(crashed);
  const journal = join(crashed, name);
  return { crashed, journal, text: await readFile(journal) };
}

describe('When the process dies before the journal went into the files', () => {
  test('everything that was acknowledged is there', async () => {
    const { store, folder } = await aStore({ checkpoint: never });
    await store.write('notes/one', 'old', 0);
    await store.write('notes/one', 'new', 1);
    await store.write('notes/gone', 'x', 0);
    await store.delete('notes/gone');
    expect(await readdir(folder)).not.toContain('notes');

    const { store: again, lines } = await aStore({ folder: await afterCrash(folder) });
    expect(await again.list('notes')).toEqual(['notes/one']);
    expect(await again.read('notes/one')).toEqual({ value: 'new', version: 2 });
    expect(await again.read('notes/gone')).toBeUndefined();
    expect(lines).toEqual([]);
  });

  test('a second crash right after opening loses nothing either', async () => {
    const { crashed } = await aCrashedFolder();
    const { store, folder } = await aStore({ folder: crashed, checkpoint: never });
    await store.write('notes/same', 'after', 3);

    const { store: again } = await aStore({ folder: await afterCrash(folder) });
    expect(await again.read('notes/same')).toEqual({ value: 'after', version: 4 });
    expect(await again.list('notes')).toEqual(['notes/1', 'notes/2', 'notes/3', 'notes/same']);
  });

  test('wherever it was cut off, each commit is there whole or not at all', async () => {
    const { journal, crashed, text } = await aCrashedFolder();
    const ends = [...text.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at + 1] : []));
    expect(ends).toHaveLength(3);
    for (let length = 0; length <= text.length; length += 3) {
      const folder = await afterCrash(crashed);
      await writeFile(journal.replace(crashed, folder), text.subarray(0, length));
      const { store, lines } = await aStore({ folder, checkpoint: never });
      const whole = ends.filter((end) => end <= length).length;
      expect((await store.read('notes/same'))?.version ?? 0).toBe(whole);
      expect((await store.list('notes')).length).toBe(whole === 0 ? 0 : whole + 1);
      expect(lines).toEqual([]);
    }
  });

  test('a broken line is passed over with one error line, and a copy is kept', async () => {
    const { journal, crashed, text } = await aCrashedFolder();
    const broken = Buffer.from(text);
    const inTheSecondLine = text.indexOf('grün 2');
    broken[inTheSecondLine] = 0x58;
    await writeFile(journal, broken);

    const { store, lines } = await aStore({ folder: crashed });
    expect(await store.list('notes')).toEqual(['notes/1', 'notes/3', 'notes/same']);
    expect(await store.read('notes/same')).toEqual({ value: 'grün 3', version: 3 });
    const [copy = '', ...others] = await readdir(join(crashed, 'broken'));
    expect(others).toEqual([]);
    expect(await readFile(join(crashed, 'broken', copy))).toEqual(broken);
    expect(lines).toEqual([
      {
        level: 'error',
        fields: { journal: copy, lines: 1 },
        message: 'a journal with broken lines was set aside',
      },
    ]);
  });
});

describe('When the journal goes into the files', () => {
  test('each record is in its file, and an empty journal is left', async () => {
    const { store, folder } = await aStore({ checkpoint: often });
    await store.write('notes/one', 'old', 0);
    await store.write('notes/one', 'new', 1);
    await vi.waitFor(async () => {
      expect(await readFile(join(folder, 'notes/one.json'), 'utf8')).toBe(
        '{"version":2,"value":"new"}',
      );
      const [name = '', ...others] = await journalsIn(folder);
      expect(others).toEqual([]);
      expect(await readFile(join(folder, name), 'utf8')).toBe('');
    });
    expect(await store.read('notes/one')).toEqual({ value: 'new', version: 2 });
  });

  test('a journal that has grown too long does not wait', async () => {
    const { store, folder } = await aStore({ checkpoint: { everyMs: 3_600_000, bytes: 1000 } });
    await store.write('notes/one', 'x'.repeat(2000), 0);
    await vi.waitFor(async () => {
      expect(await readdir(join(folder, 'notes'))).toEqual(['one.json']);
    });
  });

  test('it gets its turn although writing never pauses', async () => {
    const { store, folder } = await aStore({ checkpoint: often });
    let ended = false;
    const write = async (key: string) => {
      for (let version = 0; !ended; ) version = await store.write(key, 'x', version);
    };
    const writers = ['a', 'b', 'c', 'd'].map((name) => write(`notes/${name}`));
    await vi.waitFor(async () => expect(await readdir(folder)).toContain('notes'));
    ended = true;
    await Promise.all(writers);
    expect(await store.list('notes')).toHaveLength(4);
  });

  test('readers and lists never miss a record meanwhile', async () => {
    const { store } = await aStore({ checkpoint: { everyMs: 1, bytes: 1 } });
    for (let n = 0; n < 50; n++) {
      await store.write(`notes/${100 + n}`, n, 0);
      expect(await store.list('notes')).toHaveLength(n + 1);
      expect((await store.read(`notes/${100 + n}`))?.value).toBe(n);
    }
  });
});

describe('When a record cannot be put into its file', () => {
  test('it stays in the journal, operators are told, and it is tried again', async () => {
    const folder = await aFolder();
    const inTheWay = join(folder, 'notes/one.json.tmp');
    await mkdir(inTheWay, { recursive: true });
    const { store, lines } = await aStore({ folder, checkpoint: often });
    await store.write('notes/one', 'kept', 0);
    await store.write('notes/two', 'fine', 0);
    await vi.waitFor(() => {
      expect(lines.map(({ level, message }) => [level, message])).toContainEqual([
        'error',
        'records could not be put into their files yet',
      ]);
    });
    expect(await store.read('notes/one')).toEqual({ value: 'kept', version: 1 });
    expect(await store.list('notes')).toEqual(['notes/one', 'notes/two']);
    expect(await store.write('notes/one', 'kept too', 1)).toBe(2);
    await vi.waitFor(async () => {
      expect((await readdir(join(folder, 'notes'))).sort()).toEqual(['one.json.tmp', 'two.json']);
    });

    const { store: again } = await aStore({ folder: await afterCrash(folder), checkpoint: never });
    expect(await again.read('notes/one')).toEqual({ value: 'kept too', version: 2 });

    await rmdir(inTheWay);
    await vi.waitFor(async () => {
      expect((await readdir(join(folder, 'notes'))).sort()).toEqual(['one.json', 'two.json']);
    });
  });

  test('closing is a fault, but nothing is lost and the folder is free', async () => {
    const { store, folder } = await aStore({ checkpoint: never });
    await mkdir(join(folder, 'notes/one.json.tmp'), { recursive: true });
    await store.write('notes/one', 'kept', 0);
    await expect(store.close()).rejects.toThrow('the data folder cannot be used');

    await rmdir(join(folder, 'notes/one.json.tmp'));
    const { store: again } = await aStore({ folder });
    expect(await again.read('notes/one')).toEqual({ value: 'kept', version: 1 });
  });
});
