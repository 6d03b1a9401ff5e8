import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageFault } from '../faults.ts';
import type { Log } from '../log.ts';

export type KeyOptions = {
  folder: string;
  dataKey: Buffer | undefined;
  oldDataKey: Buffer | undefined;
  log: Log;
};

const FILE = 'development.key';

/**
 * The keys that open the data folder, the writing one first. Without a configured key, as in local development, one
 * is made once and kept beside the data, readable for its owner only, and a warning is printed.
 * @throws StorageFault when the folder cannot be written or the key file is damaged.
 */
export async function dataKeys({
  folder,
  dataKey,
  oldDataKey,
  log,
}: KeyOptions): Promise<Buffer[]> {
  if (dataKey) return oldDataKey ? [dataKey, oldDataKey] : [dataKey];
  const path = join(folder, FILE);
  log.warn(
    { file: path },
    'DATA_KEY is not set: the data is encrypted with a key that lies beside it',
  );
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(path, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) {
      throw new StorageFault('the data folder cannot be written', { cause });
    }
  }
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new StorageFault(`${FILE} cannot be read`, { cause });
  });
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw new StorageFault(`${FILE} does not hold a key`);
  return [key];
}
