import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export type Child = {
  process: ChildProcess;
  /** What it has printed so far. */
  lines: string[];
  /** Kills it with SIGKILL; resolves when it is gone and everything it printed was read. */
  kill: () => Promise<void>;
};

/** Runs a file of this folder in a process of its own; resolves when it has printed its first line. */
export async function startChild(file: string, ...args: string[]): Promise<Child> {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => lines.push(line));
  const kill = async () => {
    child.kill('SIGKILL');
    await closed;
    if (child.signalCode !== 'SIGKILL') throw new Error(`${file} ended by itself`);
  };
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await Promise.race([once(reader, 'line'), closed]);
  if (lines.length === 0) throw new Error(`${file} ended before it said anything`);
  return { process: child, lines, kill };
}
