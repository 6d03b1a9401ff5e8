import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Locale } from '../../src/domain/locale.ts';
import { violationsOn } from '../support/axe.ts';
import { openOtherSite } from '../support/other-site.ts';
import { inBrowser, openWebPage, type WebPage } from '../support/web-page.ts';
import { answerOf, wordsOf } from '../support/words.ts';

const german = wordsOf('de');
const arabic = wordsOf('ar');

const NARROW = { viewport: { width: 320, height: 640 } };
const DARK = { colorScheme: 'dark' } as const;
/** What is left of a screen of 1280 x 1024 at 400 %. */
const MAGNIFIED = { viewport: { width: 320, height: 256 } };

/** Scrolls to something; resolves to whether readers can do so too, it is seen there, and nothing lies upon it. */
const isReachable = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => {
    element.scrollIntoView({ block: 'center' });
    const root = element.getRootNode() as ShadowRoot;
    for (let each: Element | null = element; each; each = each.parentElement) {
      // Scripts scroll what nobody else can.
      if (each.scrollTop > 0 && getComputedStyle(each).overflowY === 'hidden') return false;
    }
    const { left, top, width, height } = element.getBoundingClientRect();
    const there = root.elementFromPoint(left + width / 2, top + height / 2);
    return there !== null && (element === there || element.contains(there));
  });

inBrowser('Accessibility by the rules of axe', () => {
  let other: Awaited<ReturnType<typeof openOtherSite>>;
  let site: WebPage;
  let embedded: string;
  beforeAll(async () => {
    other = await openOtherSite();
    site = await openWebPage({ CHAT_ORIGINS: other.origin });
    const script = `<main><h1>Rathaus</h1><p>Text</p></main><script src="${site.url}/chat.js"></script>`;
    embedded = other.put('/', script);
  }, 60_000);
  afterAll(async () => {
    await site?.close();
    await other?.close();
  });

  /** Somebody who reads the chat of the page in a language, on a screen like this. */
  async function visit(locale: Locale, ...screen: BrowserContextOptions[]) {
    const made = await site.visit(Object.assign({ locale }, ...screen));
    await made.chat.greeted();
    return made;
  }

  const expectFine = async (page: Page, state: string) =>
    expect(await violationsOn(page, state)).toEqual([]);

  test('greeting, answer with cards, menu and the question about deletion: German, light, wide', async () => {
    const { page, chat } = await visit('de');
    await expectFine(page, 'greeting');
    await chat.say(answerOf('de', 'so.abend').title);
    await expectFine(page, 'answer with cards');
    await chat.openMenu('de');
    await expectFine(page, 'menu');
    await chat.button(german('web:delete')).click();
    await expectFine(page, 'deletion');
    await chat.button(german('web:deleteYes')).click();
    await chat.says(german('web:deleted'));
    await expectFine(page, 'deleted');
  }, 60_000);

  test('the same: Arabic, dark, narrow', async () => {
    const { page, chat } = await visit('ar', DARK, NARROW);
    await expectFine(page, 'greeting, ar');
    await chat.say(answerOf('ar', 'so.abend').title);
    await expectFine(page, 'answer with cards, ar');
    await chat.openMenu('ar');
    await chat.button(arabic('web:delete')).click();
    await expectFine(page, 'menu with deletion, ar');
  }, 60_000);

  test('course question and results: German, dark, wide, and Arabic, light, narrow', async () => {
    for (const [locale, screen] of [
      ['de', DARK],
      ['ar', NARROW],
    ] as const) {
      const words = wordsOf(locale);
      const { page, chat } = await visit(locale, screen);
      await chat.tap(words('visit:course'));
      await expectFine(page, `course question, ${locale}`);
      await chat.tap(words('course:show'));
      await expectFine(page, `results, ${locale}`);
    }
  }, 60_000);

  test('without a network, and with a text that is too long: German, light, narrow', async () => {
    const { page, chat } = await visit('de', NARROW);
    await page.context().setOffline(true);
    await chat.write('Hallo');
    await chat.tells(german('web:offline'));
    await expect.poll(() => chat.entries.last().innerText()).toContain(german('web:waiting'));
    await chat.input.fill('a'.repeat(1005));
    await page.getByText(german('web:overLong').replace('{{over}}', '5')).first().waitFor();
    await expectFine(page, 'offline, too long');
  }, 60_000);

  test('without a server, and with messages that were not sent: Arabic, dark, wide', async () => {
    const { page, chat } = await visit('ar', DARK);
    await page.route(/\/activities$/, (route) => route.fulfill({ status: 400, json: {} }));
    await chat.write('أ');
    await chat.button(arabic('web:retry')).waitFor();
    await chat.input.fill('أ'.repeat(1005));
    await expectFine(page, 'not sent, ar');

    await page.evaluate(() => sessionStorage.clear());
    await page.route(/\/directline\//, (route) => route.abort());
    await page.clock.install();
    await page.reload();
    await page.clock.fastForward(25_000);
    await chat.button(arabic('web:tryAgain')).waitFor();
    await expectFine(page, 'failed, ar');
  }, 60_000);

  test('in the corner of another page: light, wide, and dark, narrow', async () => {
    for (const screen of [{}, { ...DARK, ...NARROW }]) {
      const { page, chat } = await site.visit({ locale: 'de', ...screen }, embedded);
      const opener = chat.button(german('web:open'));
      await opener.waitFor();
      await expectFine(page, 'button of the bubble');
      await opener.click();
      await chat.greeted();
      await expectFine(page, 'bubble');
    }
  }, 60_000);

  test.each(['/datenschutz', '/barrierefreiheit'])(
    'the page %s',
    async (path) => {
      for (const screen of [NARROW, DARK]) {
        const { page } = await site.visit(screen, path);
        await expectFine(page, path);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
      }
    },
    60_000,
  );

  test.each([
    ['on its own page', undefined],
    ['in the corner of another page', german('web:open')],
  ])(
    'magnified four times %s, messages, buttons and field are reached by scrolling',
    async (_, open) => {
      const { page, chat } = await site.visit(MAGNIFIED, open ? embedded : '/');
      if (open) await chat.button(open).click();
      await chat.greeted();
      await chat.say(answerOf('de', 'so.abend').title);
      const menu = chat.button(german('web:menu'));
      const parts = {
        greeting: chat.entries.first().getByText(german('visit:hello')),
        number: chat.entries.last().getByRole('link').first(),
        button: chat.button(german('visit:home')).last(),
        field: chat.input,
        send: chat.button(german('web:send')),
        menu,
      };
      for (const [name, part] of Object.entries(parts)) {
        expect(await isReachable(part), name).toBe(true);
      }
      await menu.click();
      const last = chat.panel.or(page.getByRole('dialog')).getByRole('link', {
        name: german('web:accessibility'),
      });
      expect(await isReachable(last)).toBe(true);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(320);
    },
    60_000,
  );
});
