import { z } from 'zod';
import { dayAfter } from '../domain/retention.ts';
import { filedFor } from './expiry.ts';
import type { Change, Store } from './store.ts';

/** How to reach the people who have something stored here, by the names of owners in keys. */
export type People = {
  /** What is to be committed when a person is met under an address; nothing where that is known. */
  met: (ownerName: string, address: unknown, at: string) => Promise<Change[]>;
  /** The address in its channel's own form, or undefined where there is none. */
  addressOf: (ownerName: string) => Promise<unknown>;
};

const personSchema = z.object({ address: z.unknown() });

/** After so many days it is looked whether a person still has something stored. */
export const PERSON_DAYS = 60;

export function peopleIn(store: Store): People {
  const keyOf = (ownerName: string) => `people/${ownerName}`;

  async function read(ownerName: string) {
    const stored = await store.read(keyOf(ownerName));
    const person = personSchema.safeParse(stored?.value);
    return { address: person.data?.address, version: stored?.version ?? 0 };
  }

  return {
    met: async (ownerName, address, at) => {
      const key = keyOf(ownerName);
      const known = await read(ownerName);
      if (JSON.stringify(known.address) === JSON.stringify(address)) return [];
      const change = { key, value: { address }, expected: known.version };
      return known.version === 0 ? [change, filedFor(dayAfter(at, PERSON_DAYS), key)] : [change];
    },
    addressOf: async (ownerName) => (await read(ownerName)).address,
  };
}
