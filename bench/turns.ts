import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median, ROUNDS } from './figures.ts';
import { installPeers } from './install-peers.ts';
import { drive, type Figures } from './load.ts';
import { seed } from './seed.ts';
import { type Running, run } from './servers.ts';

/*
 * Measures the assessment over HTTP (deliveryMode expectReplies, every answer stored durably) beside a bare echo bot
 * and a waterfall of the SDK, all on the same libraries, in turns A B C A B C, and prints medians and their ratios.
 */

const SECONDS = Number(process.env['SECONDS'] ?? 3);
const KEY = Buffer.alloc(32, 7);

/** One assessment after the other: begin, 47 answers, throw it away. */
function assessmentText(n: number): string {
  const step = n % 52;
  if (step === 0) return 'neu';
  if (step === 1) return `K-2026-${n}`;
  if (step < 49) return step % 3 === 0 ? 'ja' : 'nein';
  return ['abbrechen', 'löschen', 'menü'][step - 49] ?? 'menü';
}

const waterfallText = (n: number): string => (n % 3 === 0 ? 'ja' : 'nein');

/** Starts a server and waits until it has made the public chat ready, which takes a processor meanwhile. */
async function runReady(env: Record<string, string>): Promise<Running> {
  const server = await run('src/main.ts', env, ['--import', './src/compile-cache.mjs']);
  const widget = await fetch(`http://127.0.0.1:${server.port}/chat.js`);
  await widget.arrayBuffer();
  return server;
}

/** The server as `npm start` starts it, with what it compiled before at hand. */
async function runBot(env: Record<string, string>): Promise<Running> {
  const first = await runReady(env);
  await first.stop();
  return runReady(env);
}

type Contender = { name: string; server: Running; text: (n: number) => string };

async function compare(contenders: readonly Contender[], conversations: number) {
  const results = new Map<string, Figures[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -1; round < ROUNDS; round++) {
    for (const { name, server, text } of contenders) {
      const figures = await drive({
        port: server.port,
        conversations,
        seconds: round < 0 ? 1 : SECONDS,
        text,
        run: `${conversations}-${round}`,
      });
      if (round >= 0) results.get(name)?.push(figures);
    }
  }
  return results;
}

function print(title: string, results: Map<string, Figures[]>): void {
  const [first] = [...results.values()];
  console.log(`\n${title}`);
  for (const [name, rounds] of results) {
    const rate = median(rounds.map(({ turnsPerSecond }) => turnsPerSecond));
    const ratios = rounds.map(
      (each, n) => each.turnsPerSecond / (first?.[n]?.turnsPerSecond ?? Number.NaN),
    );
    console.log(
      `  ${name.padEnd(28)} ${rate.toFixed(0).padStart(6)} turns/s   p50 ${median(rounds.map(({ p50 }) => p50)).toFixed(2)} ms   p99 ${median(rounds.map(({ p99 }) => p99)).toFixed(1)} ms   ratio ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
    );
  }
}

async function againstPeers(folder: string): Promise<void> {
  installPeers();
  const echo = await run('bench/peers/echo.ts');
  const ours = await runBot({
    DATA_DIR: join(folder, 'peers'),
    DATA_KEY: KEY.toString('base64'),
  });
  const waterfall = await run('bench/peers/waterfall.ts');
  await sleep(8000);
  const idle = ours.memory();
  const contenders = [
    { name: 'echo bot', server: echo, text: waterfallText },
    { name: 'assessment, durable', server: ours, text: assessmentText },
    { name: 'waterfall, in memory', server: waterfall, text: waterfallText },
  ];
  for (const conversations of [1, 20]) {
    print(
      `${conversations} conversation(s), ratio to the echo bot`,
      await compare(contenders, conversations),
    );
  }
  console.log(
    `\nstart ${ours.startMs.toFixed(0)} ms (echo bot ${echo.startMs.toFixed(0)} ms)   memory idle ${idle.toFixed(0)} MB, after load ${ours.memory().toFixed(0)} MB (echo bot ${echo.memory().toFixed(0)} MB)`,
  );
  for (const { server } of contenders) await server.stop();
}

async function withStoredConversations(folder: string): Promise<void> {
  const contenders: Contender[] = [];
  for (const stored of [100, 10_000, 100_000]) {
    const dataDir = join(folder, `stored-${stored}`);
    await seed(dataDir, KEY, stored);
    const server = await runBot({
      DATA_DIR: dataDir,
      DATA_KEY: KEY.toString('base64'),
    });
    contenders.push({
      name: `${stored} stored (start ${server.startMs.toFixed(0)} ms)`,
      server,
      text: assessmentText,
    });
  }
  print('20 conversations beside stored ones, ratio to 100 stored', await compare(contenders, 20));
  for (const { server } of contenders) await server.stop();
}

export async function turns(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lotse-bench-'));
  try {
    await againstPeers(folder);
    await withStoredConversations(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
