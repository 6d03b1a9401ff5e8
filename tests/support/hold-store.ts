import { createLog } from '../../src/log.ts';
import { openLowdbStore } from '../../src/stores/lowdb.ts';

// A process that opens the folder it is given and holds it until it is killed.
const [, , folder = ''] = process.argv;
await openLowdbStore({ folder, log: createLog('error') });
process.stdout.write('open\n');
setInterval(() => undefined, 60_000);
