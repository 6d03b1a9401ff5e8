import { fork } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tongue } from '../src/domain/locale.ts';
import type { Example, Question } from './examples.ts';
import { median, quantile, sorted } from './figures.ts';

/*
 * Whatever learns from examples and is asked questions runs in a process of its own, so that memory is its own and no
 * contender runs on what another has warmed up.
 */

/** What is answered: the topic, null where it is declined, and the likeliest topics whatever came of it. */
export type Told = { topic: string | null; three: readonly string[] };

/** Answers a line; what is then made of the answer is not timed. */
type Answer = (line: string, tongue: Tongue) => Promise<() => Told | Promise<Told>>;

export type Learn = (examples: readonly Example[]) => Promise<Answer>;

type Asked = readonly Pick<Question, 'text' | 'tongue'>[];

/** `measured`: figures are wanted besides the answers. */
type Task = { examples: readonly Example[]; asked: Asked; measured: boolean };

export type Measured = {
  /** Milliseconds to learn for the first time, and for the median of some more times. */
  firstMs: number;
  warmMs: number;
  /** Milliseconds of the processor to learn for the first time: they hardly depend on what else is running. */
  firstCpuMs: number;
  /** Bytes that were added by learning: of the process, of the heap, and of arrays beside the heap. */
  resident: number;
  heap: number;
  arrays: number;
  /** Milliseconds to answer a line. */
  medianMs: number;
  p99Ms: number;
};

export type Result = { told: Told[]; figures?: Measured };

const WARM = 3;
/** Who takes longer than this to learn is not timed again. */
const LONG_MS = 10_000;
/** So many examples are asked before questions are timed. */
const WARM_UP = 500;

/** Memory of arrays is given back a little after they are collected. */
async function memory() {
  for (let n = 0; n < 2; n++) {
    globalThis.gc?.();
    await sleep(50);
  }
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { rss, heapUsed, arrayBuffers };
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

async function ask(answer: Answer, asked: Asked) {
  const told: Told[] = [];
  const times: number[] = [];
  for (const { text, tongue } of asked) {
    const { ms, value } = await timed(() => answer(text, tongue));
    times.push(ms);
    told.push(await value());
  }
  return { told, times: sorted(times) };
}

async function work(learn: Learn, { examples, asked, measured }: Task): Promise<Result> {
  const before = await memory();
  const usedBefore = process.cpuUsage();
  const { ms: firstMs, value: answer } = await timed(() => learn(examples));
  const { user, system } = process.cpuUsage(usedBefore);
  const after = await memory();
  if (!measured) return { told: (await ask(answer, asked)).told };
  const step = Math.max(1, Math.floor(examples.length / WARM_UP));
  await ask(
    answer,
    examples.filter((_, index) => index % step === 0),
  );
  const { told, times } = await ask(answer, asked);
  const warm: number[] = firstMs > LONG_MS ? [firstMs] : [];
  while (warm.length < WARM && firstMs <= LONG_MS) {
    warm.push((await timed(() => learn(examples))).ms);
  }
  return {
    told,
    figures: {
      firstMs,
      warmMs: median(warm),
      firstCpuMs: (user + system) / 1000,
      resident: after.rss - before.rss,
      heap: after.heapUsed - before.heapUsed,
      arrays: after.arrayBuffers - before.arrayBuffers,
      medianMs: quantile(times, 0.5),
      p99Ms: quantile(times, 0.99),
    },
  };
}

/** The side of the process: does one task and ends. */
export function serve(learn: Learn): void {
  process.once('message', (task: Task) => {
    work(learn, task).then(
      (result) => process.send?.(result, () => process.exit(0)),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

/** Has a contender do a task in a new process. */
export function hire(script: URL, task: Task): Promise<Result> {
  const child = fork(script, { execArgv: ['--expose-gc'], serialization: 'advanced' });
  return new Promise((resolve, reject) => {
    child.once('message', (result: Result) => resolve(result));
    child.once('error', reject);
    child.once(
      'exit',
      (code) => code !== 0 && reject(new Error(`${script.pathname} ended with ${code}`)),
    );
    child.send(task);
  });
}
