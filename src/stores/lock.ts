import { readFile, unlink, writeFile } from 'node:fs/promises';
import { StorageFault } from '../faults.ts';

function isAlive(pid: number): boolean {
  // The own number in an old lock is a leftover: in a container every start may get the same one.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Keeps a second process out of the data folder by a file that holds the process number. A lock whose process is gone
 * is taken over. Resolves to the function that lets go.
 * @throws StorageFault when a living process holds the lock, or the file cannot be written.
 */
export async function takeLock(path: string): Promise<() => Promise<void>> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (isAlive(holder)) {
      throw new StorageFault(`process ${holder} already uses the data folder`, { cause });
    }
    try {
      await writeFile(path, String(process.pid), { mode: 0o600 });
    } catch (error) {
      throw new StorageFault('the data folder cannot be written', { cause: error });
    }
  }
  return async () => {
    await unlink(path).catch(() => undefined);
  };
}
