import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Locale } from '../../src/domain/locale.ts';
import type { Answered, TestApp } from './app.ts';
import { MONDAY } from './builders.ts';
import { textsOf } from './locales.ts';
import { aLog } from './stores.ts';
import { aVisitor, type Heard } from './web-chat.ts';

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

/** The words of the bot in a language, by key. */
export function wordsOf(locale: Locale): (key: string) => string {
  const texts = textsOf(locale);
  return (key) => {
    const text = texts.get(key);
    if (text === undefined) throw new Error(`there is no text ${key} in ${locale}`);
    return text;
  };
}

type Answers = {
  reviewed: boolean;
  topics: Record<string, Record<string, { title: string; answer: string }>>;
};

const answersIn = (locale: Locale): Answers =>
  JSON.parse(
    readFileSync(new URL(`../../content/faq/answers/${locale}.json`, import.meta.url), 'utf8'),
  );

/** The answer to a topic as it stands in the content of a language, and whether somebody has reviewed the language. */
export function answerOf(locale: Locale, topic: string) {
  const { reviewed, topics } = answersIn(locale);
  const [group = '', id = ''] = topic.split('.');
  const found = topics[group]?.[id];
  if (!found) throw new Error(`there is no answer to ${topic} in ${locale}`);
  return { ...found, reviewed };
}

/** What stands in a reply, as clients show it: without the signs of markdown, and lines as they come. */
export const shownIn = ({ text }: Pick<Heard, 'text'>): string => plain(text);

/** A text of the content as it is compared: every gap is one blank. */
export const plain = (text: string): string =>
  text
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .replace(/\*\*/g, '')
    .replace(/^[-•] /gm, '')
    .replace(/\s+/g, ' ')
    .trim();

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
