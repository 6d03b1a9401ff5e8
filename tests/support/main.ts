import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Answered } from './app.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
/** Settings of the machine that runs the tests must not reach the bot. */
const KEPT = ['PATH', 'SystemRoot', 'TMPDIR', 'TEMP'];

export type Started = {
  process: ChildProcess;
  /** What was printed so far, on both channels. */
  printed: () => string;
  /** The exit code, when it has ended and everything it printed was read. */
  ended: Promise<number | null>;
};

/** Starts the bot as operators do, in a process of its own. */
export function startMain(env: Record<string, string>): Started {
  const kept = Object.fromEntries(KEPT.map((name) => [name, process.env[name]]));
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...kept, ...env },
  });
  let text = '';
  const print = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout.on('data', print);
  child.stderr.on('data', print);
  const ended = once(child, 'close').then(([code]) => code);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { process: child, printed: () => text, ended };
}

/** Resolves to the address of a bot that was started with PORT 0 when it is ready. */
export async function readyAt({ process, printed, ended }: Started): Promise<string> {
  const address = () => /"url":"([^"]+)".*"msg":"ready"/.exec(printed())?.[1];
  const gone = ended.then(() => {
    throw new Error(`the bot ended: ${printed()}`);
  });
  while (!address()) {
    if (!process.stdout) throw new Error('the output of the bot is not read');
    await Promise.race([once(process.stdout, 'data'), gone]);
  }
  gone.catch(() => undefined);
  return address() ?? '';
}

/** Requests to a bot in another process, as `aChat` makes them. */
export const requestsTo = (base: string) => ({
  send: async (body: BodyInit | null, headers: Record<string, string> = {}): Promise<Answered> => {
    const answer = await fetch(`${base}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  },
});
