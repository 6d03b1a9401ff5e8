import { writeSync } from 'node:fs';
import { createLog } from '../../src/log.ts';
import { encrypted } from '../../src/stores/encrypted.ts';
import { openLowdbStore } from '../../src/stores/lowdb.ts';

// A process that counts up several records at once until it is killed, and prints `key version` after each write that
// was acknowledged. Arguments: the data folder, the key in hex, and the records.
const [, , folder = '', key = '', ...records] = process.argv;
const lowdb = await openLowdbStore({ folder, log: createLog('error') });
const store = encrypted(lowdb, [Buffer.from(key, 'hex')]);

async function countUp(record: string): Promise<never> {
  let version = (await store.read(record))?.version ?? 0;
  for (;;) {
    const count = version + 1;
    version = await store.write(
      record,
      { count, text: `${record} ${count} `.repeat(100) },
      version,
    );
    writeSync(1, `${record} ${version}\n`);
  }
}

await Promise.all(records.map(countUp));
