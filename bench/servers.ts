import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../tests/support/ports.ts';

const root = join(import.meta.dirname, '..');

export type Running = {
  port: number;
  /** Milliseconds from the start of the process to its first answer on /ready. */
  startMs: number;
  /** Resident memory now, in MB. */
  memory: () => number;
  stop: () => Promise<void>;
};

async function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/ready`).then(
    (answer) => answer.ok,
    () => false,
  );
}

function residentMegabytes(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** Starts a server as a process of its own and waits until it answers. */
export async function run(
  script: string,
  env: Record<string, string> = {},
  flags: readonly string[] = [],
): Promise<Running> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, [...flags, join(root, script)], {
    cwd: root,
    env: { ...process.env, ...env, PORT: String(port), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}`);
    await sleep(5);
  }
  const startMs = performance.now() - began;
  return {
    port,
    startMs,
    memory: () => residentMegabytes(child),
    stop: async () => {
      // Who has ended already does not end again.
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
