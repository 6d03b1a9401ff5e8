import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContextOptions, devices } from 'playwright-core';
import { openBot } from '../tests/support/bot.ts';
import { openBrowser } from '../tests/support/playground.ts';

/*
 * Takes the pictures of docs/handbuch/webchat.md from the page that the server itself shows, as a phone sees it. Needs
 * Chromium.
 */

const pictures = join(import.meta.dirname, '../docs/handbuch/bilder');
const dataDir = mkdtempSync(join(tmpdir(), 'lotse-webchat-'));
mkdirSync(pictures, { recursive: true });

const bot = await openBot(dataDir);
const browser = await openBrowser();
const screen = { viewport: { width: 400, height: 880 }, deviceScaleFactor: 1.5 };

/** The page on a phone, as somebody with these settings sees it. */
async function openPage(given: BrowserContextOptions) {
  const context = await browser.newContext({ ...devices['Pixel 7'], ...screen, ...given });
  const page = await context.newPage();
  await page.goto(bot.url);
  const chat = page.locator('lotse-chat');
  const messages = chat.locator('ol > li');
  await messages.first().waitFor();

  /** Waits until something was said and answered, and stands still. */
  async function answered(work: () => Promise<void>): Promise<void> {
    const before = await messages.count();
    await work();
    await messages.nth(before + 1).waitFor();
    await page.waitForTimeout(500);
  }
  return {
    tap: (name: string) =>
      answered(() => chat.getByRole('button', { name, exact: true }).last().click()),
    ask: (line: string) =>
      answered(async () => {
        await chat.getByRole('textbox').fill(line);
        await chat.getByRole('textbox').press('Enter');
      }),
    /** Shows the end of the last message. */
    scrollDown: () => messages.last().evaluate((last) => last.scrollIntoView({ block: 'end' })),
    picture: async (name: string, of: 'chat' | 'page' = 'chat') => {
      const path = join(pictures, `webchat-${name}.png`);
      await (of === 'chat' ? chat : page).screenshot({ path });
    },
  };
}

/** Asks a question on a page of its own. */
async function askedPage(given: BrowserContextOptions, question: string) {
  const page = await openPage(given);
  await page.ask(question);
  return page;
}

try {
  const german = await openPage({ locale: 'de-DE' });
  await german.picture('begruessung', 'page');
  await german.ask('Wie melde ich mich zum Deutschkurs an?');
  await german.picture('antwort');
  await german.scrollDown();
  await german.picture('kontakt');
  await german.tap('Deutschkurs finden');
  for (const wish of [
    'Nur für Frauen',
    'Ich fange an',
    'Vormittags',
    'Ja, ich brauche Kinderbetreuung',
    'Egal',
  ]) {
    await german.tap(wish);
  }
  await german.picture('kurs');

  const voucher = await askedPage(
    { locale: 'de-DE' },
    'Wie bekomme ich einen Berechtigungsschein?',
  );
  for (const pick of ['Wen frage ich nach dem Schein?', 'Nein', 'Vom jobcenter (Bürgergeld)']) {
    await voucher.tap(pick);
  }
  await voucher.picture('schein');

  const arabic = await askedPage({ locale: 'ar' }, 'كم تكلفة دورة اللغة الألمانية؟');
  await arabic.picture('arabisch');
  const ukrainian = await askedPage({ locale: 'uk-UA' }, 'Скільки коштує курс німецької мови?');
  await ukrainian.picture('ukrainisch');
  const dark = await askedPage({ locale: 'de-DE', colorScheme: 'dark' }, 'Wer betreut mein Kind?');
  await dark.picture('dunkel');
} finally {
  await browser.close();
  await bot.close();
  rmSync(dataDir, { recursive: true, force: true });
}
