import { describe, expect, test } from 'vitest';
import { ConflictFault, StorageFault } from '../../src/faults.ts';
import type { Naming } from '../../src/stores/names.ts';
import { sheetsIn } from '../../src/stores/sheets.ts';
import { aSheet, minutesLater } from '../support/builders.ts';
import { aStore } from '../support/stores.ts';

/** Names that can be read in tests. */
const naming: Naming = (kind, id) => `${kind}-${id}`;

async function someSheets() {
  const { store } = await aStore();
  return { sheets: sheetsIn(store, naming), store };
}

describe('When a sheet is kept', () => {
  test('its owner reads it with its version', async () => {
    const { sheets } = await someSheets();
    const sheet = aSheet({ reference: 'K-2026-15' });
    expect(await sheets.write('anna', sheet, 0)).toBe(1);
    expect(await sheets.read('anna', 'sheet-1')).toEqual({ sheet, version: 1 });
  });

  test('it lies below its owner, under the name of the owner', async () => {
    const { sheets, store } = await someSheets();
    await sheets.write('anna', aSheet(), 0);
    expect(await store.list('assessments/principal-anna')).toEqual([
      'assessments/principal-anna/sheet-1',
    ]);
  });

  test('a change needs the version that was read', async () => {
    const { sheets } = await someSheets();
    await sheets.write('anna', aSheet(), 0);
    expect(await sheets.write('anna', aSheet({ position: 1 }), 1)).toBe(2);
    await expect(sheets.write('anna', aSheet({ position: 2 }), 1)).rejects.toThrow(ConflictFault);
    expect((await sheets.read('anna', 'sheet-1'))?.sheet.position).toBe(1);
  });

  test('it can be deleted once', async () => {
    const { sheets } = await someSheets();
    await sheets.write('anna', aSheet(), 0);
    expect(await sheets.delete('anna', 'sheet-1')).toBe(true);
    expect(await sheets.delete('anna', 'sheet-1')).toBe(false);
    expect(await sheets.read('anna', 'sheet-1')).toBeUndefined();
    expect(await sheets.list('anna')).toEqual([]);
  });
});

describe('When somebody else asks', () => {
  test('there is no such sheet, and it cannot be deleted', async () => {
    const { sheets } = await someSheets();
    await sheets.write('anna', aSheet(), 0);
    expect(await sheets.read('bert', 'sheet-1')).toBeUndefined();
    expect(await sheets.delete('bert', 'sheet-1')).toBe(false);
    expect(await sheets.list('bert')).toEqual([]);
    expect(await sheets.read('anna', 'sheet-1')).toBeDefined();
  });

  test.each(['../principal-anna/sheet-1', 'SHEET-1', '', 'a/b', 'x'.repeat(65)])(
    'the id %j finds nothing',
    async (id) => {
      const { sheets } = await someSheets();
      await sheets.write('anna', aSheet(), 0);
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
    const { sheets } = await someSheets();
    const ids = ['sheet-a', 'sheet-b', 'sheet-c'];
    for (const [index, minutes] of [10, 30, 20].entries()) {
      const id = ids[index] ?? '';
      await sheets.write('anna', aSheet({ id, changedAt: minutesLater(minutes) }), 0);
    }
    await sheets.write('bert', aSheet({ id: 'sheet-d' }), 0);
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
});
