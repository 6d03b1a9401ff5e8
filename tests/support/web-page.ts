import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, onTestFinished } from 'vitest';
import { recordAnnouncements } from './announcements.ts';
import { openBot } from './bot.ts';
import { chromiumPath, openBrowser } from './playground.ts';
import { type Widget, widgetOn } from './widget.ts';

if (!chromiumPath) {
  process.stderr.write('\n!!! No Chromium was found: the browser tests are skipped.\n\n');
}

/** Tests of pages; they are skipped where there is no Chromium. */
export const inBrowser = describe.skipIf(!chromiumPath);

/** How long a slow machine may take for one step. */
const PATIENCE_MS = 20_000;
const DESKTOP = { width: 1280, height: 900 };

/** Somebody on a page with the chat. */
export type Visit = {
  page: Page;
  chat: Widget;
  /** The addresses of everything that the page has asked for, sockets included. */
  asked: readonly string[];
  /** What went wrong in scripts of the page, and what its browser complained about. */
  complaints: readonly string[];
};

function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return complaints;
}

function addressesOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  return asked;
}

/** A server with a data folder of its own and a browser: to be opened before the tests of a file, closed after them. */
export async function openWebPage(settings: Record<string, string> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'lotse-page-'));
  const bot = await openBot(dataDir, settings);
  const browser = await openBrowser();
  return {
    ...bot,
    /** Opens a page as a new visitor, with an empty browser. */
    visit: async (options: BrowserContextOptions = {}, address = '/'): Promise<Visit> => {
      const context = await browser.newContext({ viewport: DESKTOP, locale: 'de-DE', ...options });
      onTestFinished(() => context.close());
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      await recordAnnouncements(page);
      const asked = addressesOf(page);
      const complaints = complaintsOf(page);
      await page.goto(new URL(address, bot.url).href);
      return { page, chat: widgetOn(page), asked, complaints };
    },
    close: async () => {
      await browser.close();
      await bot.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type WebPage = Awaited<ReturnType<typeof openWebPage>>;
