import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/*
 * Runs the bot and the Agents Playground, a Teams client for developers, side by side until one of them ends or
 * Ctrl-C is pressed. Everything stays on this machine; the Playground's telemetry is off.
 */

const port = process.env['PORT'] ?? '3978';
const bot = `http://127.0.0.1:${port}`;
const playground = `http://localhost:${process.env['PLAYGROUND_PORT'] ?? '56150'}`;

const children: ChildProcess[] = [];

function run(script: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  children.push(child);
  child.once('exit', (code) => stop(code ?? 0));
  return child;
}

let stopping = false;
function stop(code: number): void {
  if (stopping) return;
  stopping = true;
  for (const child of children) child.kill('SIGTERM');
  process.exitCode = code;
}
process.once('SIGINT', () => stop(0));
process.once('SIGTERM', () => stop(0));

async function until(url: string): Promise<void> {
  for (let tries = 0; tries < 150 && !stopping; tries++) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(200);
  }
}

run('src/main.ts', [], { PORT: port, HOST: '127.0.0.1' });
await until(`${bot}/health`);
run(
  'node_modules/@microsoft/m365agentsplayground/cli.js',
  [
    '-e',
    `${bot}/api/messages`,
    '-c',
    'msteams',
    '-p',
    new URL(playground).port,
    '--disable-telemetry',
  ],
  { BROWSER: 'none' },
);
await until(playground);
if (!stopping) {
  console.log(`\n  Agents Playground  ${playground}\n  Bot                ${bot}/api/messages\n`);
}
