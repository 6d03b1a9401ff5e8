import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { endScript, openBot, startScript, untilAnswered } from './bot.ts';
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

/** The bot as a process of its own, and the Agents Playground as its Teams client. */
export async function openPlayground(dataDir: string) {
  const bot = await openBot(dataDir);
  const playgroundPort = await freePort();
  const url = `http://localhost:${playgroundPort}`;
  const playground = startScript(
    'node_modules/@microsoft/m365agentsplayground/cli.js',
    [
      ...['-e', `${bot.url}/api/messages`, '-c', 'msteams'],
      ...['-p', String(playgroundPort), '--disable-telemetry'],
    ],
    { BROWSER: 'none' },
  );
  await untilAnswered(url, playground);
  return {
    url,
    /** Kills the bot as a power failure would, and starts it again on the same data. */
    restartBot: async () => {
      await bot.kill();
      await bot.start();
    },
    close: async () => {
      await endScript(playground, 'SIGTERM');
      await bot.close();
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
