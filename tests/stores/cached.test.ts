import { describe, expect, test } from 'vitest';
import { ConflictFault } from '../../src/faults.ts';
import { cached } from '../../src/stores/cached.ts';
import { encrypted } from '../../src/stores/encrypted.ts';
import { aKey, aStore } from '../support/stores.ts';
import { storeContract } from './contract.ts';

storeContract('memory over encryption over lowdb', async () => {
  const { store } = await aStore();
  return { store: cached(encrypted(store, [aKey(1)])), dispose: store.close };
});

storeContract('memory with room for one record', async () => {
  const { store } = await aStore();
  return { store: cached(store, 1), dispose: store.close };
});

/** A store that counts how often it is read. */
async function aCountedStore() {
  const { store: below } = await aStore();
  const reads: string[] = [];
  const store = cached({
    ...below,
    read: (key) => {
      reads.push(key);
      return below.read(key);
    },
  });
  return { store, below, reads };
}

describe('When a record is at work', () => {
  test('it is read once, and after a write not at all', async () => {
    const { store, below, reads } = await aCountedStore();
    await below.write('notes/old', 1, 0);
    await store.read('notes/old');
    await store.read('notes/old');
    await store.write('notes/new', 2, 0);
    await store.read('notes/new');
    expect(reads).toEqual(['notes/old']);
  });
});

describe('When a write conflicts', () => {
  test('the next reading asks the store below', async () => {
    const { store, below } = await aCountedStore();
    await store.write('notes/one', 'mine', 0);
    await below.write('notes/one', 'theirs', 1);
    await expect(store.write('notes/one', 'mine again', 1)).rejects.toThrow(ConflictFault);
    expect(await store.read('notes/one')).toEqual({ value: 'theirs', version: 2 });
  });
});

describe('When a record is deleted while it is being read', () => {
  test('it does not come back', async () => {
    const { store, below } = await aCountedStore();
    await below.write('notes/one', 'personal', 0);
    const [before, deleted] = await Promise.all([
      store.read('notes/one'),
      store.delete('notes/one'),
    ]);
    expect([before?.value, deleted]).toEqual(['personal', true]);
    expect(await store.read('notes/one')).toBeUndefined();
  });
});
