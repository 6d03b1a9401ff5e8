import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { StorageFault } from '../faults.ts';
import type { Store } from './store.ts';

/** Turns an id of a person or conversation into a name that can stand in a key of the store and tells nothing. */
export type Naming = (kind: string, id: string) => string;

const KEY_OF_NAMES = 'meta/names';
const secretSchema = z.object({ secret: z.string() });

/**
 * The naming of this data folder. Its secret is made once and kept in the (encrypted) store, so that rotating the
 * data key does not move anything. Reading it also proves at start that the configured key opens the folder.
 * @throws StorageFault when the secret cannot be opened, or is gone although there are conversations: a new secret
 * would hide every record behind new names.
 */
export async function openNaming(store: Store): Promise<Naming> {
  const stored = await store.read(KEY_OF_NAMES);
  const parsed = stored && secretSchema.safeParse(stored.value);
  if (parsed && !parsed.success) throw new StorageFault('the secret of names is not readable');
  if (!parsed && (await store.list('conversations')).length > 0) {
    throw new StorageFault(`the secret of names is gone: bring ${KEY_OF_NAMES} back from a backup`);
  }
  const secret = parsed?.data.secret ?? randomBytes(32).toString('base64');
  if (!parsed) await store.write(KEY_OF_NAMES, { secret }, 0);
  const key = createSecretKey(Buffer.from(secret, 'base64'));
  const known = new LRUCache<string, string>({ max: 10_000 });
  return (kind, id) => {
    const text = `${kind}\n${id}`;
    const before = known.get(text);
    if (before !== undefined) return before;
    const name = createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
    known.set(text, name);
    return name;
  };
}
