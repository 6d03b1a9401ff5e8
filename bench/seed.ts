import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encrypted } from '../src/stores/encrypted.ts';
import { openNaming } from '../src/stores/names.ts';
import type { Store } from '../src/stores/store.ts';

const conversation = {
  id: 'bench000',
  revision: 50,
  locale: 'de',
  lastAt: '2026-11-20T10:00:00.000Z',
  stack: [{ dialog: 'menu', version: 1, state: 'home', memory: { expiring: 0 } }],
  said: [],
  recent: [],
};

/** Fills a data folder with stored conversations, as a long use would leave them. */
export async function seed(folder: string, key: Buffer, conversations: number): Promise<void> {
  const write: Store['write'] = async (name, value, expected) => {
    const path = join(folder, `${name}.json`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify({ version: expected + 1, value }));
    return expected + 1;
  };
  const files: Store = {
    read: async () => undefined,
    write,
    commit: async () => undefined,
    delete: async () => false,
    list: async () => [],
    close: async () => undefined,
  };
  const store = encrypted(files, [key]);
  const naming = await openNaming(store);
  for (let n = 0; n < conversations; n++) {
    await store.write(`conversations/${naming('conversation', `stored-${n}`)}`, conversation, 0);
  }
}
