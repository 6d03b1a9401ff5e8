import { cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Locale } from '../../src/domain/locale.ts';
import type { Answered, TestApp } from './app.ts';
import { MONDAY } from './builders.ts';
import { aFolder, aLog } from './stores.ts';
import { aVisitor, type Heard, storedOf } from './web-chat.ts';
import { plain } from './words.ts';

export { answerOf, plain, wordsOf } from './words.ts';

/*
 * Whole conversations of visitors. One bot serves all conversations of a file, because learning the questions takes a
 * while; each visitor has an address of her own, so that nobody waits for somebody else.
 */

type SharedApp = Pick<TestApp, 'ask' | 'send' | 'stop' | 'folder'> & { close: () => Promise<void> };

/** A bot for all tests of a file: to be opened before them and closed after them. */
export async function openSharedApp(env: Record<string, string> = {}): Promise<SharedApp> {
  const folder = await mkdtemp(join(tmpdir(), 'lotse-visitors-'));
  const config = readConfig({
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: folder,
    TRUST_PROXY: 'true',
    ...env,
  });
  let time = Date.parse(MONDAY);
  const now = () => {
    time += 1000;
    return new Date(time).toISOString();
  };
  let running: Promise<{ app: App; base: string }> | undefined;

  async function start(): Promise<{ app: App; base: string }> {
    const app = await openApp(config, aLog().log, now);
    await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve));
    return { app, base: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` };
  }

  async function stop(): Promise<void> {
    const closing = running;
    running = undefined;
    if (!closing) return;
    const { app } = await closing;
    await new Promise<void>((resolve) => app.server.close(resolve));
    await app.close();
  }

  async function ask(path: string, init?: RequestInit): Promise<Answered> {
    running ??= start();
    const answer = await fetch((await running).base + path, init);
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  }

  return {
    folder,
    ask,
    stop,
    send: (body, headers = {}) =>
      ask('/api/messages', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body,
      }),
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Every file below a folder, with when it was changed. */
async function stateOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const states = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    const { size, mtimeMs } = await stat(path);
    return `${path} ${size} ${mtimeMs}`;
  });
  return (await Promise.all(states)).sort().join('\n');
}

const isGone = (error: unknown): boolean => Object(error).code === 'ENOENT';

/** A copy of a folder during which nothing was written: records move from the journal to their places meanwhile. */
async function quietCopyOf(folder: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const copy = await aFolder();
    try {
      const before = await stateOf(folder);
      await cp(folder, copy, { recursive: true });
      if ((await stateOf(folder)) === before) {
        await rm(join(copy, 'lock'), { force: true });
        return copy;
      }
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    await sleep(20);
  }
  throw new Error('the bot does not stop writing');
}

/** What is stored of visitors at this moment, opened, by its keys, while the bot goes on. */
export async function storedNow({ folder }: Pick<SharedApp, 'folder'>) {
  const copy = await quietCopyOf(folder);
  return storedOf({ folder: copy, stop: async () => undefined });
}

let visitors = 0;

/** A visitor with an address of her own who has begun a conversation in a language. */
export async function aVisitorIn(app: Pick<TestApp, 'ask'>, locale: Locale) {
  visitors++;
  const address = `10.0.${Math.floor(visitors / 250)}.${(visitors % 250) + 1}`;
  const visitor = aVisitor(app, { locale, headers: { 'X-Forwarded-For': address } });
  await visitor.begin();
  return visitor;
}

export type Talking = Awaited<ReturnType<typeof aVisitorIn>>;

/** What stands in a reply, as clients show it: without the signs of markdown, and lines as they come. */
export const shownIn = ({ text }: Pick<Heard, 'text'>): string => plain(text);

/** Where one text stands before another in a reply. */
export const standsBefore = (
  reply: Pick<Heard, 'text'>,
  first: string,
  second: string,
): boolean => {
  const text = shownIn(reply);
  const [one, other] = [text.indexOf(plain(first)), text.indexOf(plain(second))];
  return one >= 0 && other > one;
};
