import { z } from 'zod';
import { CALLBACK_TIMES, type Callback } from '../../dialogs/dialog.ts';
import { LOCALES } from '../domain/locale.ts';
import { dayAfter } from '../domain/retention.ts';
import { filedFor } from './expiry.ts';
import { isKey, type Store } from './store.ts';

/** Wishes to be called. Each is deleted when it is done, and after 14 days in any case. */
export type Callbacks = {
  /** Keeps a wish; the same wish again changes nothing. */
  add: (callback: Callback) => Promise<void>;
  /** All wishes, oldest first. */
  list: () => Promise<Callback[]>;
  delete: (id: string) => Promise<void>;
};

const DAYS = 14;
const FOLDER = 'callbacks';

const callbackSchema: z.ZodType<Callback> = z.object({
  id: z.string(),
  phone: z.string(),
  locale: z.enum(LOCALES),
  time: z.enum(CALLBACK_TIMES),
  at: z.iso.datetime(),
});

export function callbacksIn(store: Store): Callbacks {
  return {
    add: async (callback) => {
      const key = `${FOLDER}/${callback.id}`;
      await store.commit([
        { key, value: callback, expected: 'any' },
        filedFor(dayAfter(callback.at, DAYS), key),
      ]);
    },
    list: async () => {
      const keys = await store.list(FOLDER);
      const stored = await Promise.all(keys.map((key) => store.read(key)));
      return stored
        .flatMap((each) => callbackSchema.safeParse(each?.value).data ?? [])
        .sort((a, b) => a.at.localeCompare(b.at));
    },
    delete: async (id) => {
      const key = `${FOLDER}/${id}`;
      // The id came back from a button, so it may be anything.
      if (isKey(key)) await store.delete(key);
    },
  };
}
