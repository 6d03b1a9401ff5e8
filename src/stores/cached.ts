import { LRUCache } from 'lru-cache';
import type { Store, Stored } from './store.ts';

/**
 * Holds the records at work in memory, opened, so that a turn need not decrypt and parse what the last one wrote.
 * Correct only where no other process writes to the store. Values are shared: whoever reads one must not change it.
 */
export function cached(store: Store, records = 2000): Store {
  const known = new LRUCache<string, Stored>({ max: records });
  return {
    ...store,
    read: async (key) => {
      const held = known.get(key);
      if (held) return held;
      const stored = await store.read(key);
      if (stored) known.set(key, stored);
      return stored;
    },
    write: async (key, value, expected) => {
      try {
        const version = await store.write(key, value, expected);
        known.set(key, { value, version });
        return version;
      } catch (error) {
        known.delete(key);
        throw error;
      }
    },
    commit: async (changes) => {
      try {
        await store.commit(changes);
        for (const { key, value, expected } of changes) {
          if (expected === 'any') known.delete(key);
          else known.set(key, { value, version: expected + 1 });
        }
      } catch (error) {
        for (const { key } of changes) known.delete(key);
        throw error;
      }
    },
    delete: async (key) => {
      try {
        return await store.delete(key);
      } finally {
        // Not before: a reading that is under way would put the record back.
        known.delete(key);
      }
    },
  };
}
