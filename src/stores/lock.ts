import { readFile, unlink, writeFile } from 'node:fs/promises';
import { StorageFault } from '../faults.ts';

/**
 * What tells a process from a later one with the same number: the boot of the machine and the moment the process was
 * started, where the system tells them (Linux); empty elsewhere and for a process that is gone.
 */
async function startOf(pid: number): Promise<string> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold blanks; the start is the 20th field behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${boot.trim()}-${fields[19]}`;
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  // The own number in an old lock is a leftover: in a container every start may get the same one.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The number of the living process that wrote this lock, or undefined. */
async function holderOf(lock: string): Promise<number | undefined> {
  const [number, start] = lock.trim().split(' ');
  const pid = Number(number);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const held = start ? start === (await startOf(pid)) : isAlive(pid);
  return held ? pid : undefined;
}

/**
 * Keeps a second process out of the data folder by a file that names the process. A lock whose process is gone is
 * taken over, also when its number was given to another one since, as happens after a restart of the machine.
 * Resolves to the function that lets go.
 * @throws StorageFault when a living process holds the lock, or the file cannot be written.
 */
export async function takeLock(path: string): Promise<() => Promise<void>> {
  const mine = `${process.pid} ${await startOf(process.pid)}`;
  try {
    await writeFile(path, mine, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    const holder = await holderOf(await readFile(path, 'utf8').catch(() => ''));
    if (holder !== undefined) {
      throw new StorageFault(`process ${holder} already uses the data folder`, { cause });
    }
    try {
      await writeFile(path, mine, { mode: 0o600 });
    } catch (error) {
      throw new StorageFault('the data folder cannot be written', { cause: error });
    }
  }
  return async () => {
    await unlink(path).catch(() => undefined);
  };
}
