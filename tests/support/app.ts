import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { MONDAY } from './builders.ts';
import { filesIn } from './files.ts';
import { aFolder, aLog } from './stores.ts';

/** A clock that goes on by a second whenever it is read, and by minutes when it is told to. */
function aClock() {
  let time = Date.parse(MONDAY);
  return {
    now: (): string => {
      time += 1000;
      return new Date(time).toISOString();
    },
    forward: (minutes: number): void => {
      time += minutes * 60_000;
    },
  };
}

type AppGiven = { folder?: string; env?: Record<string, string> };

export type Answered = { status: number; body: string; headers: Headers };

/** Records that every folder has, and files that are no records. */
const NOT_OF_PEOPLE = /^(?:meta|catalogues|broken)\/|^(?:lock|journal\.\d+|development\.key)$/;

/** The whole bot on a free port of this machine with a folder of its own. The first request starts it. */
export async function anApp(given: AppGiven = {}) {
  const folder = given.folder ?? (await aFolder());
  const clock = aClock();
  const { log, lines } = aLog();
  const config = readConfig({ HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder, ...given.env });
  let running: Promise<{ app: App; base: string }> | undefined;

  async function start(): Promise<{ app: App; base: string }> {
    const app = await openApp(config, log, clock.now);
    await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve));
    return { app, base: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` };
  }

  async function close(): Promise<void> {
    const closing = running;
    running = undefined;
    if (!closing) return;
    const { app } = await closing;
    app.hangUp();
    await new Promise<void>((resolve) => app.server.close(resolve));
    await app.close();
  }

  async function ask(path: string, init?: RequestInit): Promise<Answered> {
    running ??= start();
    const answer = await fetch((await running).base + path, init);
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  }

  onTestFinished(close);
  return {
    folder,
    clock,
    /** What was logged. */
    lines,
    /** Sends a request to any path. */
    ask,
    /** Sends a body to the bot's endpoint as it is. */
    send: (body: BodyInit | null, headers: Record<string, string> = {}): Promise<Answered> =>
      ask('/api/messages', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body,
      }),
    /**
     * What is stored about people and conversations, by the paths of its files. The bot is stopped for it, so that
     * everything is in its place; the next request starts it again.
     */
    records: async (): Promise<Record<string, string>> => {
      await close();
      const files = Object.entries(await filesIn(folder));
      return Object.fromEntries(files.filter(([path]) => !NOT_OF_PEOPLE.test(path)));
    },
    /** Stops the bot; the next request starts it again on the same folder. */
    stop: close,
  };
}

export type TestApp = Awaited<ReturnType<typeof anApp>>;
