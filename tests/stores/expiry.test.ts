import { describe, expect, test } from 'vitest';
import { StorageFault } from '../../src/faults.ts';
import { encrypted } from '../../src/stores/encrypted.ts';
import { filedFor, minuteAfter, type Review, sweep } from '../../src/stores/expiry.ts';
import type { Store } from '../../src/stores/store.ts';
import { aKey, aStore } from '../support/stores.ts';

/** In these tests a value is the day or minute until which its record stays. */
const review: Review = async (_key, value) => (typeof value === 'string' ? value : undefined);

/** A store with a record that is filed for a day and has been used since, so that it stays until another. */
async function aFiledRecord(filed: string, until: unknown, given?: Store) {
  const store = given ?? (await aStore()).store;
  await store.commit([
    { key: 'notes/a/one', value: until, expected: 0 },
    filedFor(filed, 'notes/a/one'),
  ]);
  return store;
}

describe('When a record is filed', () => {
  test('its entry stands under its day', () => {
    expect(filedFor('2026-12-23', 'notes/a/one')).toEqual({
      key: 'expiry/2026-12-23~notes~a~one',
      value: {},
      expected: 'any',
    });
  });

  test.each(['', '23.12.2026', '2026-12-23T08:00:00Z'])('%j is no day', (day) => {
    expect(() => filedFor(day, 'notes/one')).toThrow(RangeError);
  });
});

describe('When the day of a record has not come', () => {
  test('it is not looked at', async () => {
    const store = await aFiledRecord('2026-12-23', '2026-11-01');
    expect(await sweep(store, '2026-12-22', review)).toBe(0);
    expect(await store.list('notes/a')).toEqual(['notes/a/one']);
    expect(await store.list('expiry')).toHaveLength(1);
  });
});

describe('When the day of a record has come', () => {
  test.each([
    ['its time is over', '2026-12-23'],
    ['its time was over long ago', '2026-11-01'],
    ['it has nothing to stay for', {}],
  ])('it is deleted with its entry: %s', async (_name, until) => {
    const store = await aFiledRecord('2026-12-23', until);
    expect(await sweep(store, '2026-12-23', review)).toBe(1);
    expect(await store.read('notes/a/one')).toBeUndefined();
    expect(await store.list('expiry')).toEqual([]);
    expect(await sweep(store, '2026-12-23', review)).toBe(0);
  });

  test('it stays when it was used in between, and is filed anew', async () => {
    const store = await aFiledRecord('2026-12-23', '2027-01-10');
    expect(await sweep(store, '2026-12-24', review)).toBe(0);
    expect(await store.list('expiry')).toEqual(['expiry/2027-01-10~notes~a~one']);
    expect(await sweep(store, '2027-01-10', review)).toBe(1);
    expect(await store.list('notes/a')).toEqual([]);
  });

  test('a run that was broken off after filing anew can be repeated', async () => {
    const store = await aFiledRecord('2026-12-23', '2027-01-10');
    await store.commit([filedFor('2027-01-10', 'notes/a/one')]);
    expect(await sweep(store, '2026-12-24', review)).toBe(0);
    expect(await store.list('expiry')).toEqual(['expiry/2027-01-10~notes~a~one']);
  });

  test('the entry of a record that is gone already is forgotten', async () => {
    const store = await aFiledRecord('2026-12-23', '2026-12-23');
    await store.delete('notes/a/one');
    expect(await sweep(store, '2026-12-23', review)).toBe(0);
    expect(await store.list('expiry')).toEqual([]);
  });
});

describe('When a record does not open', () => {
  test('the others go all the same, and the failure is told', async () => {
    const { store: below } = await aStore();
    const store = encrypted(below, [aKey(1)]);
    await aFiledRecord('2026-12-01', '2026-12-01', encrypted(below, [aKey(2)]));
    await store.commit([
      { key: 'notes/two', value: '2026-12-02', expected: 0 },
      filedFor('2026-12-02', 'notes/two'),
    ]);
    await expect(sweep(store, '2026-12-23', review)).rejects.toThrow(StorageFault);
    expect(await store.list('notes')).toEqual([]);
    expect(await store.list('notes/a')).toEqual(['notes/a/one']);
    expect(await store.list('expiry')).toEqual(['expiry/2026-12-01~notes~a~one']);
  });
});

describe('When a record is begun anew on the day on which it was filed before', () => {
  test('filing it again is no conflict', async () => {
    const { store } = await aStore();
    await store.commit([filedFor('2026-12-21', 'notes/one')]);
    await store.commit([
      { key: 'notes/one', value: 2, expected: 0 },
      filedFor('2026-12-21', 'notes/one'),
    ]);
    expect(await store.read('notes/one')).toEqual({ value: 2, version: 1 });
    expect(await store.list('expiry')).toEqual(['expiry/2026-12-21~notes~one']);
  });
});

describe('When a record is filed for a minute', () => {
  test('its entry stands under its minute, apart from those of days', () => {
    expect(filedFor('2026-11-24t08.05', 'visits/one')).toEqual({
      key: 'expiry-minutes/2026-11-24t08.05~visits~one',
      value: {},
      expected: 'any',
    });
  });

  test.each([
    ['a day later', '2026-11-23T08:00:00.000Z', 24, '2026-11-24t08.00'],
    ['at once, whatever the second', '2026-11-23T08:00:59.999Z', 0, '2026-11-23t08.00'],
    ['in the new year', '2026-12-31T23:30:00.000Z', 1, '2027-01-01t00.30'],
    [
      'over the change to summer time, which UTC does not have',
      '2027-03-27T12:00:00Z',
      24,
      '2027-03-28t12.00',
    ],
    ['half an hour later', '2026-11-23T08:45:00.000Z', 0.5, '2026-11-23t09.15'],
  ])('the minute is %s', (_name, at, hours, minute) => {
    expect(minuteAfter(at, hours)).toBe(minute);
  });

  test.each([
    '2026-11-24t8.05',
    '2026-11-24T08:05',
    '2026-11-24t08:05',
    '2026-11-24t08.05.00',
    '08.05',
  ])('%j is no minute', async (minute) => {
    expect(() => filedFor(minute, 'notes/one')).toThrow(RangeError);
    await expect(sweep((await aStore()).store, minute, review)).rejects.toThrow(RangeError);
  });
});

describe('When the minute of a record has come', () => {
  test('it goes in that minute and not before', async () => {
    const store = await aFiledRecord('2026-11-24t08.05', '2026-11-24t08.05');
    expect(await sweep(store, '2026-11-24t08.04', review)).toBe(0);
    expect(await store.read('notes/a/one')).toBeDefined();
    expect(await sweep(store, '2026-11-24t08.05', review)).toBe(1);
    expect(await store.read('notes/a/one')).toBeUndefined();
    expect(await store.list('expiry-minutes')).toEqual([]);
  });

  test('one that was used in between is filed anew for its minute', async () => {
    const store = await aFiledRecord('2026-11-24t08.05', '2026-11-24t09.30');
    expect(await sweep(store, '2026-11-24t08.10', review)).toBe(0);
    expect(await store.list('expiry-minutes')).toEqual([
      'expiry-minutes/2026-11-24t09.30~notes~a~one',
    ]);
    expect(await sweep(store, '2026-11-24t09.29', review)).toBe(0);
    expect(await sweep(store, '2026-11-24t09.30', review)).toBe(1);
  });

  test('minutes come in the order of time, over midnight and new year', async () => {
    const { store } = await aStore();
    const minutes = [
      '2026-12-31t23.59',
      '2027-01-01t00.00',
      '2027-01-01t09.00',
      '2027-01-01t10.00',
    ];
    for (const [n, minute] of minutes.entries()) {
      await store.commit([
        { key: `notes/${n}`, value: minute, expected: 0 },
        filedFor(minute, `notes/${n}`),
      ]);
    }
    expect(await sweep(store, '2027-01-01t09.59', review)).toBe(3);
    expect(await store.list('notes')).toEqual(['notes/3']);
  });

  test('those that are filed for a day are not looked at, and the other way round', async () => {
    const { store } = await aStore();
    await store.commit([
      { key: 'notes/day', value: {}, expected: 0 },
      filedFor('2026-11-23', 'notes/day'),
      { key: 'notes/minute', value: {}, expected: 0 },
      filedFor('2026-11-23t08.00', 'notes/minute'),
    ]);
    expect(await sweep(store, '2026-11-24t08.00', review)).toBe(1);
    expect(await store.list('notes')).toEqual(['notes/day']);
    expect(await sweep(store, '2026-11-24', review)).toBe(1);
    expect(await store.list('notes')).toEqual([]);
  });
});
