import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports.ts';

/** Starts a script in a process of its own. What it has to complain about is shown. */
export function startScript(
  script: string,
  args: readonly string[],
  env: Record<string, string>,
): ChildProcess {
  return spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
}

export async function endScript(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** Resolves when somebody answers at an address. @throws when the script that should do so ended. */
export async function untilAnswered(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    const answers = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answers) return;
    await sleep(100);
  }
  throw new Error(`${url} does not answer`);
}

/** The bot as a process of its own, on a port that stays the same however often it is started. */
export async function openBot(dataDir: string, settings: Record<string, string> = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const own = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = startScript('src/main.ts', [], { ...own, ...settings });
    await untilAnswered(`${url}/ready`, child);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child) await endScript(child, signal);
  };
  await start();
  return {
    url,
    start,
    /** Ends it as a power failure would. */
    kill: () => end('SIGKILL'),
    close: () => end('SIGTERM'),
  };
}
