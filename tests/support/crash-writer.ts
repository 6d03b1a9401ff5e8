import { createLog } from '../../src/log.ts';
import { encrypted } from '../../src/stores/encrypted.ts';
import { openLowdbStore } from '../../src/stores/lowdb.ts';

// A process that counts up several records at once, each together with its twin, until it is killed, and prints
// `key version` after each commit that was acknowledged. Its journal goes into the files often, so that it is killed
// at that as well. Arguments: the data folder, the key in hex, and the records.
const [, , folder = '', key = '', ...records] = process.argv;
const checkpoint = { everyMs: 15, bytes: 1_000_000 };
const lowdb = await openLowdbStore({ folder, log: createLog('error'), checkpoint });
const store = encrypted(lowdb, [Buffer.from(key, 'hex')]);

async function countUp(record: string): Promise<never> {
  let version = (await store.read(record))?.version ?? 0;
  for (;;) {
    const count = version + 1;
    const value = { count, text: `${record} ${count} `.repeat(100) };
    await store.commit([
      { key: record, value, expected: version },
      { key: `${record}-twin`, value, expected: version },
    ]);
    version = count;
    process.stdout.write(`${record} ${version}\n`);
  }
}

await Promise.all(records.map(countUp));
