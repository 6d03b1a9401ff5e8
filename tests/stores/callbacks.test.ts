import { describe, expect, test } from 'vitest';
import { CALLBACK_TIMES, type Callback } from '../../dialogs/dialog.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { callbacksIn } from '../../src/stores/callbacks.ts';
import { encrypted } from '../../src/stores/encrypted.ts';
import { MONDAY, minutesLater } from '../support/builders.ts';
import { filesIn } from '../support/files.ts';
import { aKey, aStore } from '../support/stores.ts';

const aWish = (given: Partial<Callback> = {}): Callback => ({
  id: 'wish-1',
  phone: '05971123456',
  locale: 'uk',
  time: 'morning',
  at: MONDAY,
  ...given,
});

async function someCallbacks() {
  const { store } = await aStore();
  return { store, callbacks: callbacksIn(store) };
}

describe('When somebody wishes to be called', () => {
  test('the wish is kept, and filed for 14 days later', async () => {
    const { store, callbacks } = await someCallbacks();
    expect(await callbacks.list()).toEqual([]);
    await callbacks.add(aWish());
    expect(await callbacks.list()).toEqual([aWish()]);
    expect(await store.list('expiry')).toEqual(['expiry/2026-12-07~callbacks~wish-1']);
  });

  test('the same wish again is one wish', async () => {
    const { store, callbacks } = await someCallbacks();
    await callbacks.add(aWish());
    await callbacks.add(aWish());
    expect(await callbacks.list()).toEqual([aWish()]);
    expect(await store.list('expiry')).toHaveLength(1);
  });

  test('several wishes at once are all kept', async () => {
    const { callbacks } = await someCallbacks();
    const wishes = Array.from({ length: 20 }, (_, n) => aWish({ id: `wish-${n + 10}` }));
    await Promise.all(wishes.map(callbacks.add));
    expect(await callbacks.list()).toEqual(wishes);
  });

  test('they are listed the oldest first', async () => {
    const { callbacks } = await someCallbacks();
    await callbacks.add(aWish({ id: 'a', at: minutesLater(5) }));
    await callbacks.add(aWish({ id: 'b', at: minutesLater(-5) }));
    await callbacks.add(aWish({ id: 'c' }));
    expect((await callbacks.list()).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });

  test('it may be in every language and at every time', async () => {
    const { callbacks } = await someCallbacks();
    const wishes = LOCALES.flatMap((locale) =>
      CALLBACK_TIMES.map((time) => aWish({ id: `${locale}-${time}`, locale, time })),
    );
    for (const wish of wishes) await callbacks.add(wish);
    expect(await callbacks.list()).toHaveLength(wishes.length);
  });

  test('its number stands on the disk only encrypted', async () => {
    const { store: engine, folder } = await aStore();
    const callbacks = callbacksIn(encrypted(engine, [aKey(1)]));
    await callbacks.add(aWish());
    await engine.close();
    const written = JSON.stringify(await filesIn(folder));
    expect(written).toContain('wish-1');
    expect(written).not.toContain('123456');
  });
});

describe('When a wish is done', () => {
  test('it is gone, and the others stay', async () => {
    const { callbacks } = await someCallbacks();
    await callbacks.add(aWish());
    await callbacks.add(aWish({ id: 'wish-2' }));
    await callbacks.delete('wish-1');
    await callbacks.delete('wish-1');
    expect((await callbacks.list()).map(({ id }) => id)).toEqual(['wish-2']);
  });

  test.each(['unknown', '', '../meta/names', '..', 'a/b', 'WISH-1', 'wish 1', '__proto__', '\0'])(
    'an id that there is not changes nothing: %j',
    async (id) => {
      const { store, callbacks } = await someCallbacks();
      await store.write('meta/names', { secret: 'x' }, 0);
      await callbacks.add(aWish());
      await callbacks.delete(id);
      expect(await callbacks.list()).toEqual([aWish()]);
      expect(await store.read('meta/names')).toBeDefined();
    },
  );
});

describe('When a record is of another form', () => {
  test.each([
    ['empty', {}],
    ['in a language that there is not', { ...aWish(), locale: 'fr' }],
    ['at a time that there is not', { ...aWish(), time: 'midnight' }],
    ['without a number', { ...aWish(), phone: undefined }],
  ])('it does not hide the others: %s', async (_name, value) => {
    const { store, callbacks } = await someCallbacks();
    await store.write('callbacks/other', value, 0);
    await callbacks.add(aWish());
    expect(await callbacks.list()).toEqual([aWish()]);
  });
});
