import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { rekey } from '../src/stores/rekey.ts';

/*
 * Seals every record anew with DATA_KEY, so that DATA_KEY_OLD can be given up afterwards. The server must be stopped.
 */
const { dataKey, oldDataKey, dataDir, logLevel } = readConfig(process.env);
if (!dataKey || !oldDataKey) {
  console.error(
    'DATA_KEY (the new key) and DATA_KEY_OLD (the one to be given up) are both needed.',
  );
  process.exit(1);
}
try {
  const sealed = await rekey(dataDir, [dataKey, oldDataKey], createLog(logLevel));
  console.log(`${sealed} records are sealed with the new key. DATA_KEY_OLD can be removed now.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : 'the records could not be sealed anew');
  process.exit(1);
}
