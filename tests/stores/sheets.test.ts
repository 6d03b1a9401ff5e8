import { describe, expect, test } from 'vitest';
import { ConflictFault, StorageFault } from '../../src/faults.ts';
import type { Naming } from '../../src/stores/names.ts';
import { sheetsIn } from '../../src/stores/sheets.ts';
import { aSheet, minutesLater } from '../support/builders.ts';
import { aLog, aStore } from '../support/stores.ts';

const rules = { unfinishedDays: 30, finishedMonths: 24 };

/** Names that can be read in tests. */
const naming: Naming = (kind, id) => `${kind}-${id}`;

async function someSheets() {
  const { store } = await aStore();
  const { log, lines } = aLog();
  const sheets = sheetsIn({ store, naming, rules, log });
  const write = (owner: string, sheet = aSheet(), expected = 0) =>
    store.commit(sheets.changes(owner, sheet, expected));
  return { sheets, store, write, lines };
}

describe('When a sheet is kept', () => {
  test('its owner reads it with its version', async () => {
    const { sheets, write } = await someSheets();
    const sheet = aSheet({ reference: 'K-2026-15' });
    await write('anna', sheet);
    expect(await sheets.read('anna', 'sheet-1')).toEqual({ sheet, version: 1 });
  });

  test('it lies below its owner, under the name of the owner', async () => {
    const { store, write } = await someSheets();
    await write('anna');
    expect(await store.list('assessments/principal-anna')).toEqual([
      'assessments/principal-anna/sheet-1',
    ]);
  });

  test('a new one is filed for the day on which its owner may have to be told, a changed one is not', async () => {
    const { store, write } = await someSheets();
    await write('anna');
    await write('anna', aSheet({ changedAt: minutesLater(60 * 24 * 3) }), 1);
    expect(await store.list('expiry')).toEqual([
      'expiry/2026-12-16~assessments~principal-anna~sheet-1',
    ]);
  });

  test('a change needs the version that was read', async () => {
    const { sheets, write } = await someSheets();
    await write('anna');
    await write('anna', aSheet({ position: 1 }), 1);
    await expect(write('anna', aSheet({ position: 2 }), 1)).rejects.toThrow(ConflictFault);
    const stored = await sheets.read('anna', 'sheet-1');
    expect([stored?.version, stored?.sheet.position]).toEqual([2, 1]);
  });

  test('it can be deleted once', async () => {
    const { sheets, write } = await someSheets();
    await write('anna');
    expect(await sheets.delete('anna', 'sheet-1')).toBe(true);
    expect(await sheets.delete('anna', 'sheet-1')).toBe(false);
    expect(await sheets.read('anna', 'sheet-1')).toBeUndefined();
    expect(await sheets.list('anna')).toEqual([]);
  });
});

describe('When somebody else asks', () => {
  test('there is no such sheet, and it cannot be deleted', async () => {
    const { sheets, write } = await someSheets();
    await write('anna');
    expect(await sheets.read('bert', 'sheet-1')).toBeUndefined();
    expect(await sheets.delete('bert', 'sheet-1')).toBe(false);
    expect(await sheets.list('bert')).toEqual([]);
    expect((await sheets.read('anna', 'sheet-1'))?.version).toBe(1);
  });

  test.each(['../principal-anna/sheet-1', 'SHEET-1', '', 'a/b', 'x'.repeat(65)])(
    'the id %j finds nothing',
    async (id) => {
      const { sheets, write } = await someSheets();
      await write('anna');
      expect(await sheets.read('bert', id)).toBeUndefined();
      expect(await sheets.delete('bert', id)).toBe(false);
    },
  );
});

describe('When the sheets of an owner are listed', () => {
  test('there is none for a new person', async () => {
    const { sheets } = await someSheets();
    expect(await sheets.list('anna')).toEqual([]);
  });

  test('the last changed comes first', async () => {
    const { sheets, write } = await someSheets();
    await write('anna', aSheet({ id: 'sheet-a', changedAt: minutesLater(10) }));
    await write('anna', aSheet({ id: 'sheet-b', changedAt: minutesLater(30) }));
    await write('anna', aSheet({ id: 'sheet-c', changedAt: minutesLater(20) }));
    await write('bert', aSheet({ id: 'sheet-d' }));
    const listed = await sheets.list('anna');
    expect(listed.map(({ id }) => id)).toEqual(['sheet-b', 'sheet-c', 'sheet-a']);
  });
});

describe('When a record is not of the form of this version', () => {
  test('reading it is a fault, not a missing sheet', async () => {
    const { sheets, store } = await someSheets();
    await store.write('assessments/principal-anna/sheet-1', { id: 'sheet-1', passes: [] }, 0);
    await expect(sheets.read('anna', 'sheet-1')).rejects.toThrow(StorageFault);
  });

  test('it does not hide the other ones of its owner, and operators read about it', async () => {
    const { sheets, store, write, lines } = await someSheets();
    await store.write('assessments/principal-anna/sheet-1', { of: 'another form' }, 0);
    await write('anna', aSheet({ id: 'sheet-2' }));
    expect((await sheets.list('anna')).map(({ id }) => id)).toEqual(['sheet-2']);
    expect(lines.map(({ message }) => message)).toEqual(['a sheet cannot be listed']);
  });
});
