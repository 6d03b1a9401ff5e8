import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConflictFault } from '../../src/faults.ts';
import type { Store } from '../../src/stores/store.ts';

type Opened = { store: Store; dispose: () => Promise<void> };

/** Freezes a value through and through: a store must get along with values that nobody may change. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

const values: [name: string, value: unknown][] = [
  ['umlauts', { ort: 'Rheine, Käthe-Kollwitz-Straße, Übergröße' }],
  ['other scripts and emoji', 'Вітаємо · مرحبا · 👩‍👩‍👧 👍🏽'],
  ['half a surrogate pair', '\ud83d'],
  ['line breaks, quotes and zero bytes', '"\n\r\u2028\\\0'],
  ['nested', { a: [{ b: { c: [[], {}, [null, true, 1.5e-7]] } }] }],
  ['null', null],
  ['false', false],
  ['zero', 0],
  ['an empty text', ''],
  ['an empty list', []],
  ['a text of 100 KB', 'ß'.repeat(50_000)],
];

const notKeys = [
  '',
  '/',
  '.',
  '..',
  '../outside',
  'a/../b',
  'a/..',
  'a..b',
  '/etc/passwd',
  'a//b',
  'a/',
  'a\\b',
  'a b',
  'a\0',
  'a\n',
  '.hidden',
  'a/.hidden',
  'Upper',
  'a/UPPER',
  'straße',
  'x'.repeat(201),
];

/** What every engine must do. `open` gives a new, empty store. */
export function storeContract(name: string, open: () => Promise<Opened>): void {
  describe(`The contract of a store, kept by ${name}`, () => {
    let store: Store;
    let dispose: () => Promise<void>;

    beforeEach(async () => {
      ({ store, dispose } = await open());
    });
    afterEach(() => dispose());

    describe('When nothing is stored', () => {
      test('a key has no value', async () => {
        expect(await store.read('notes/one')).toBeUndefined();
      });

      test('a missing folder is an empty list', async () => {
        expect(await store.list('notes')).toEqual([]);
      });

      test('there is nothing to delete', async () => {
        expect(await store.delete('notes/one')).toBe(false);
      });

      test('a version cannot be expected', async () => {
        await expect(store.write('notes/one', 'text', 1)).rejects.toThrow(ConflictFault);
        expect(await store.read('notes/one')).toBeUndefined();
        expect(await store.list('notes')).toEqual([]);
      });
    });

    describe('When something is written', () => {
      test('versions count the writes of a key from 1', async () => {
        expect(await store.write('notes/one', 'first', 0)).toBe(1);
        expect(await store.write('notes/one', 'second', 1)).toBe(2);
        expect(await store.write('notes/two', 'other', 0)).toBe(1);
        expect(await store.read('notes/one')).toEqual({ value: 'second', version: 2 });
        expect(await store.read('notes/two')).toEqual({ value: 'other', version: 1 });
      });

      test.each([0, 1, 3])(
        'expecting version %i of 2 is a conflict and changes nothing',
        async (expected) => {
          await store.write('notes/one', 'first', 0);
          await store.write('notes/one', 'second', 1);
          await expect(store.write('notes/one', 'third', expected)).rejects.toThrow(ConflictFault);
          expect(await store.read('notes/one')).toEqual({ value: 'second', version: 2 });
        },
      );

      test('a record and a folder may have the same name', async () => {
        await store.write('notes', 'above', 0);
        await store.write('notes/one', 'below', 0);
        expect(await store.read('notes')).toEqual({ value: 'above', version: 1 });
        expect(await store.read('notes/one')).toEqual({ value: 'below', version: 1 });
      });

      test('names that look alike stay apart', async () => {
        const keys = ['a/b', 'a~b', 'a-b', 'a_b', 'a.b'];
        for (const key of keys) await store.write(key, key, 0);
        for (const key of keys) {
          expect(await store.read(key)).toEqual({ value: key, version: 1 });
        }
      });

      test('the longest key can be used', async () => {
        const key = `notes/${'x'.repeat(194)}`;
        expect(await store.write(key, 'text', 0)).toBe(1);
        expect(await store.list('notes')).toEqual([key]);
      });
    });

    describe('When values come back', () => {
      test.each(values)('they are equal: %s', async (_name, value) => {
        await store.write('values/one', frozen(value), 0);
        const stored = frozen(await store.read('values/one'));
        expect(stored).toEqual({ value, version: 1 });
        await store.write('values/one', [value], 1);
        expect(await store.read('values/one')).toEqual({ value: [value], version: 2 });
      });

      test('they are equal, whatever JSON it is', async () => {
        let count = 0;
        await fc.assert(
          fc.asyncProperty(fc.json(), async (json) => {
            const key = `values/${count++}`;
            await store.write(key, JSON.parse(json), 0);
            expect(JSON.stringify((await store.read(key))?.value)).toBe(
              JSON.stringify(JSON.parse(json)),
            );
          }),
          { seed: 20261123, numRuns: 50 },
        );
      });
    });

    describe('When something is deleted', () => {
      test('it is gone, and its versions begin again', async () => {
        await store.write('notes/one', 'first', 0);
        await store.write('notes/one', 'second', 1);
        expect(await store.delete('notes/one')).toBe(true);
        expect(await store.delete('notes/one')).toBe(false);
        expect(await store.read('notes/one')).toBeUndefined();
        expect(await store.list('notes')).toEqual([]);
        await expect(store.write('notes/one', 'third', 2)).rejects.toThrow(ConflictFault);
        expect(await store.write('notes/one', 'third', 0)).toBe(1);
      });

      test('its neighbours stay', async () => {
        await store.write('notes/one', 1, 0);
        await store.write('notes/one/below', 2, 0);
        await store.write('notes/two', 3, 0);
        await store.delete('notes/one');
        expect(await store.list('notes')).toEqual(['notes/two']);
        expect(await store.read('notes/one/below')).toEqual({ value: 2, version: 1 });
      });
    });

    describe('When a folder is listed', () => {
      test('it gives the keys directly below, in alphabetical order', async () => {
        for (const key of ['notes/b', 'notes/a10', 'notes/a9', 'notes/c', 'notes/a']) {
          await store.write(key, key, 0);
        }
        expect(await store.list('notes')).toEqual([
          'notes/a',
          'notes/a10',
          'notes/a9',
          'notes/b',
          'notes/c',
        ]);
      });

      test('it gives nothing of deeper or neighbouring folders', async () => {
        for (const key of ['notes/a', 'notes/a/deep', 'notes/b/deep', 'notes2/a', 'note/a']) {
          await store.write(key, key, 0);
        }
        expect(await store.list('notes')).toEqual(['notes/a']);
        expect(await store.list('notes/b')).toEqual(['notes/b/deep']);
      });
    });

    describe('When several values are committed together', () => {
      test('all of them are written', async () => {
        await store.write('notes/one', 'old', 0);
        await store.commit([
          { key: 'notes/one', value: 'new', expected: 1 },
          { key: 'others/two', value: { deep: [1] }, expected: 0 },
        ]);
        expect(await store.read('notes/one')).toEqual({ value: 'new', version: 2 });
        expect(await store.read('others/two')).toEqual({ value: { deep: [1] }, version: 1 });
        expect(await store.list('others')).toEqual(['others/two']);
      });

      test.each([0, 1, 2])('none is written when number %i conflicts', async (conflicting) => {
        await store.write('notes/1', 'old', 0);
        const changes = [0, 1, 2].map((n) => ({
          key: `notes/${n}`,
          value: 'new',
          expected: (n === 1 ? 1 : 0) + (n === conflicting ? 1 : 0),
        }));
        await expect(store.commit(changes)).rejects.toThrow(ConflictFault);
        expect(await store.list('notes')).toEqual(['notes/1']);
        expect(await store.read('notes/1')).toEqual({ value: 'old', version: 1 });
      });

      test('no commit waits for another for ever, whatever their order', async () => {
        const keys = ['a/1', 'a/2', 'a/3'];
        async function addOne(order: readonly string[]): Promise<void> {
          const read = await Promise.all(order.map((key) => store.read(key)));
          const changes = order.map((key, n) => ({
            key,
            value: Number(read[n]?.value ?? 0) + 1,
            expected: read[n]?.version ?? 0,
          }));
          try {
            await store.commit(changes);
          } catch (error) {
            if (!(error instanceof ConflictFault)) throw error;
            return addOne(order);
          }
        }
        await Promise.all(
          Array.from({ length: 30 }, (_, n) => addOne(n % 2 ? keys : keys.toReversed())),
        );
        for (const key of keys) {
          expect(await store.read(key)).toEqual({ value: 30, version: 30 });
        }
      });

      test('nothing at all is a commit too', async () => {
        await expect(store.commit([])).resolves.toBeUndefined();
      });

      test('the same key twice is refused', async () => {
        const change = { key: 'notes/one', value: 1, expected: 0 };
        await expect(store.commit([change, change])).rejects.toThrow(RangeError);
        expect(await store.read('notes/one')).toBeUndefined();
      });
    });

    describe('When many write at once', () => {
      test('one of those that expect the same version wins', async () => {
        const writers = Array.from({ length: 20 }, (_, n) => store.write('notes/one', n, 0));
        const results = await Promise.allSettled(writers);
        const winners = results.flatMap((each, n) => (each.status === 'fulfilled' ? [n] : []));
        const faults = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
        expect(winners).toHaveLength(1);
        expect(faults.every((fault) => fault instanceof ConflictFault)).toBe(true);
        expect(await store.read('notes/one')).toEqual({ value: winners[0], version: 1 });
      });

      test('nothing is lost by writers that read again after a conflict', async () => {
        async function addOne(): Promise<void> {
          const stored = await store.read('counters/one');
          const count = Number(stored?.value ?? 0);
          try {
            await store.write('counters/one', count + 1, stored?.version ?? 0);
          } catch (error) {
            if (!(error instanceof ConflictFault)) throw error;
            return addOne();
          }
        }
        await Promise.all(
          Array.from({ length: 10 }, async () => {
            for (let n = 0; n < 10; n++) await addOne();
          }),
        );
        expect(await store.read('counters/one')).toEqual({ value: 100, version: 100 });
      });

      test('different keys do not disturb each other', async () => {
        const keys = Array.from({ length: 50 }, (_, n) => `notes/${n + 10}`);
        await Promise.all(keys.map((key) => store.write(key, { key }, 0)));
        expect(await store.list('notes')).toEqual(keys);
        const read = await Promise.all(keys.map((key) => store.read(key)));
        expect(read).toEqual(keys.map((key) => ({ value: { key }, version: 1 })));
      });

      test('whoever reads meanwhile sees the old or the new value', async () => {
        await store.write('notes/one', 'old', 0);
        const [, read] = await Promise.all([
          store.write('notes/one', 'new', 1),
          store.read('notes/one'),
        ]);
        expect([
          { value: 'old', version: 1 },
          { value: 'new', version: 2 },
        ]).toContainEqual(read);
      });
    });

    describe('When a text is no key', () => {
      test.each(notKeys)('%j is refused', async (text) => {
        await expect(store.read(text)).rejects.toThrow(RangeError);
        await expect(store.write(text, 'text', 0)).rejects.toThrow(RangeError);
        await expect(
          store.commit([
            { key: 'notes/one', value: 1, expected: 0 },
            { key: text, value: 1, expected: 0 },
          ]),
        ).rejects.toThrow(RangeError);
        expect(await store.read('notes/one')).toBeUndefined();
        await expect(store.delete(text)).rejects.toThrow(RangeError);
        await expect(store.list(text)).rejects.toThrow(RangeError);
      });
    });
  });
}
