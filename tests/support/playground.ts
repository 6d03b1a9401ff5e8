import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { freePort } from './ports.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium, or undefined where there is none. */
export const chromiumPath = CHROMIUM.find((path) => existsSync(path));

/** Chromium that talks to nobody but the pages it is given. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

async function untilAnswered(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return;
    await sleep(100);
  }
  throw new Error(`${url} does not answer`);
}

function start(script: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [script, ...args], {
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

/** The bot as a process of its own, and the Agents Playground as its Teams client. */
export async function openPlayground(dataDir: string) {
  const port = await freePort();
  const playgroundPort = await freePort();
  const url = `http://localhost:${playgroundPort}`;
  const startBot = async () => {
    const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'error' };
    const child = start('src/main.ts', [], env);
    await untilAnswered(`http://127.0.0.1:${port}/ready`);
    return child;
  };
  let bot = await startBot();
  const endpoint = `http://127.0.0.1:${port}/api/messages`;
  const playground = start(
    'node_modules/@microsoft/m365agentsplayground/cli.js',
    ['-e', endpoint, '-c', 'msteams', '-p', String(playgroundPort), '--disable-telemetry'],
    { BROWSER: 'none' },
  );
  await untilAnswered(url);
  return {
    url,
    /** Kills the bot as a power failure would, and starts it again on the same data. */
    restartBot: async () => {
      await end(bot, 'SIGKILL');
      bot = await startBot();
    },
    close: async () => {
      await end(playground, 'SIGTERM');
      await end(bot, 'SIGTERM');
    },
  };
}

/** Hands for the chat of the Playground. */
export function chatIn(page: Page) {
  const card = () => page.locator('[class*=adaptiveCard]').last();
  return {
    card,
    text: () => card().innerText(),
    tap: (title: string | RegExp) =>
      card()
        .getByRole(
          'button',
          typeof title === 'string' ? { name: title, exact: true } : { name: title },
        )
        .last()
        .click(),
    waitFor: (text: string | RegExp) => card().getByText(text).last().waitFor(),
    type: async (line: string) => {
      await page.locator('[contenteditable=true]').first().click();
      await page.keyboard.type(line);
      await page.keyboard.press('Enter');
    },
  };
}
