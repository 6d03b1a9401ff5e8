import { createLog } from '../../src/log.ts';
import { encrypted } from '../../src/stores/encrypted.ts';
import { openLowdbStore } from '../../src/stores/lowdb.ts';
import { milestoneOf } from './milestones.ts';

// A process that counts up several records at once until it is killed, and prints `key version` after each commit that
// was acknowledged. Some commits hold a milestone besides, a record that is written once. The journal goes into the
// files often, so that the process is killed at that as well. Arguments: the data folder, the key in hex, the records.
const [, , folder = '', key = '', ...records] = process.argv;
const checkpoint = { everyMs: 15, bytes: 1_000_000 };
const lowdb = await openLowdbStore({ folder, log: createLog('error'), checkpoint });
const store = encrypted(lowdb, [Buffer.from(key, 'hex')]);

async function countUp(record: string): Promise<never> {
  let version = (await store.read(record))?.version ?? 0;
  for (;;) {
    const count = version + 1;
    const value = { count, text: `${record} ${count} `.repeat(100) };
    const milestone = milestoneOf(record, count);
    await store.commit([
      { key: record, value, expected: version },
      ...(milestone ? [{ key: milestone, value, expected: 0 }] : []),
    ]);
    version = count;
    process.stdout.write(`${record} ${version}\n`);
  }
}

await Promise.all(records.map(countUp));
