import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { aChat } from './support/chat.ts';
import { readyAt, requestsTo, startMain } from './support/main.ts';
import { aFolder } from './support/stores.ts';

const anEnv = async (given: Record<string, string> = {}) => ({
  DATA_DIR: await aFolder(),
  PORT: '0',
  ...given,
});

test('When it can be reached from outside without an app id, it does not start', async () => {
  const env = await anEnv({ HOST: '0.0.0.0' });
  const bot = startMain(env);
  expect(await bot.ended).toBe(1);
  expect(bot.printed()).toBe(
    'These settings cannot be used:\n' +
      '  HOST: is reachable from outside; without MicrosoftAppId anybody could speak as anybody\n',
  );
  expect(await readdir(env.DATA_DIR)).toEqual([]);
});

describe('When it has started', () => {
  test('it answers, and ends calmly when it is told to', async () => {
    const bot = startMain(await anEnv());
    const base = await readyAt(bot);
    expect((await fetch(`${base}/health`)).status).toBe(200);
    expect((await fetch(`${base}/ready`)).status).toBe(200);
    expect((await aChat(requestsTo(base)).say('Hallo')).buttons).toContain('Neue Einschätzung');
    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
  });

  test('a second one on the same folder does not start', async () => {
    const env = await anEnv();
    const first = startMain(env);
    await readyAt(first);
    const second = startMain(env);
    expect(await second.ended).toBe(1);
    expect(second.printed()).toMatch(/^process \d+ already uses the data folder$/m);
  });
});

test('When its port is taken, it ends and says which', async () => {
  const other = createServer();
  onTestFinished(() => void other.close());
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => {
      const address = other.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const bot = startMain(await anEnv({ PORT: String(port) }));
  expect(await bot.ended).toBe(1);
  expect(bot.printed()).toContain(`EADDRINUSE: address already in use 127.0.0.1:${port}`);
});
