import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  randomBytes,
} from 'node:crypto';
import { z } from 'zod';
import { StorageFault } from '../faults.ts';
import type { Store } from './store.ts';

/** Random numbers are fetched for many records at a time: each fetch costs as much as sealing a small record. */
const IV_BYTES = 12;
let randomness = Buffer.alloc(0);

function nextIv(): Buffer {
  if (randomness.length < IV_BYTES) randomness = randomBytes(IV_BYTES * 256);
  const iv = randomness.subarray(0, IV_BYTES);
  randomness = randomness.subarray(IV_BYTES);
  return iv;
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** Said when opening too, because a shorter tag would be accepted otherwise. */
const TAG = { authTagLength: 16 } as const;
const sealedSchema = z.object({
  key: z.string(),
  iv: z.string(),
  tag: z.string(),
  data: z.string(),
});
type Sealed = z.infer<typeof sealedSchema>;

/** Names a key without telling it, so that a record says which key opens it. */
const nameOf = (key: Buffer): string =>
  createHash('sha256').update('key name').update(key).digest('hex').slice(0, 8);

/**
 * Encrypts the values of any store with AES-256-GCM. A value is bound to its key in the store, so that a record that
 * is copied to another place does not open there.
 *
 * `keys` are 32 bytes each: the first one writes, all of them read. To rotate, put the new key first and keep the old
 * one as long as records are sealed with it (`npm run rekey` seals all anew).
 *
 * @throws RangeError when there is no key or one has another length. Reading throws StorageFault when a value was
 * sealed with a key that is not given, or was tampered with.
 */
export function encrypted(store: Store, keys: readonly Buffer[]): Store {
  const [current] = keys;
  if (!current) throw new RangeError('encryption needs a key');
  if (keys.some((key) => key.length !== KEY_BYTES)) {
    throw new RangeError(`a key has ${KEY_BYTES} bytes`);
  }
  const byName = new Map(keys.map((key) => [nameOf(key), createSecretKey(key)]));
  const writing = createSecretKey(current);
  const currentName = nameOf(current);

  function seal(place: string, value: unknown): Sealed {
    const iv = nextIv();
    const cipher = createCipheriv(ALGORITHM, writing, iv, TAG);
    cipher.setAAD(Buffer.from(place));
    const data = cipher.update(JSON.stringify(value), 'utf8', 'base64') + cipher.final('base64');
    return {
      key: currentName,
      iv: iv.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      data,
    };
  }

  function unseal(place: string, sealed: unknown): unknown {
    const parsed = sealedSchema.safeParse(sealed);
    if (!parsed.success) throw new StorageFault('a record is not encrypted');
    const { key: name, iv, tag, data } = parsed.data;
    const key = byName.get(name);
    if (!key) throw new StorageFault('a record was sealed with a key that is not configured');
    try {
      const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(iv, 'base64'), TAG);
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(Buffer.from(tag, 'base64'));
      const plain = Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]);
      return JSON.parse(plain.toString('utf8'));
    } catch (cause) {
      throw new StorageFault('a record cannot be opened with its key', { cause });
    }
  }

  return {
    ...store,
    read: async (key) => {
      const stored = await store.read(key);
      return stored && { version: stored.version, value: unseal(key, stored.value) };
    },
    write: async (key, value, expected) => store.write(key, seal(key, value), expected),
    commit: async (changes) =>
      store.commit(changes.map((each) => ({ ...each, value: seal(each.key, each.value) }))),
  };
}
