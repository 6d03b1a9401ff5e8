import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inBrowser, openWebPage, type Visit, type WebPage } from '../support/web-page.ts';
import { answerOf, plain, wordsOf } from '../support/words.ts';

const german = wordsOf('de');
const ukrainian = wordsOf('uk');
const arabic = wordsOf('ar');
const romanian = wordsOf('ro');

/** What the browser keeps of a visit. */
const keptBy = async (page: Page) => ({
  ...(await page.evaluate(async () => ({
    session: Object.keys(sessionStorage),
    local: localStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }))),
  cookies: (await page.context().cookies()).length,
});

inBrowser('On the page of the city', () => {
  let site: WebPage;
  beforeAll(async () => {
    site = await openWebPage();
  }, 60_000);
  afterAll(() => site?.close());

  /** Nothing but the key of the conversation was kept, and nobody else was asked for anything. */
  async function expectNoTraces({ page, asked, complaints }: Visit): Promise<void> {
    expect(await keptBy(page)).toEqual({
      session: ['lotse'],
      local: 0,
      databases: 0,
      caches: 0,
      cookies: 0,
    });
    const { host } = new URL(site.url);
    expect([...new Set(asked.map((address) => new URL(address).host))]).toEqual([host]);
    expect(asked.some((address) => address.startsWith('ws:'))).toBe(true);
    expect(complaints).toEqual([]);
  }

  test('a mother with a Ukrainian phone is greeted and answered in Ukrainian', async () => {
    const visit = await site.visit({ locale: 'uk-UA', viewport: { width: 360, height: 740 } });
    const { page, chat } = visit;

    const greeting = await chat.greeted();
    expect(greeting).toMatchObject({ lang: 'uk', dir: 'ltr', isOwn: false });
    for (const key of ['hello', 'canDo', 'data', 'binding']) {
      expect(greeting.text).toContain(plain(ukrainian(`visit:${key}`)));
    }
    expect(await chat.suggestions('uk')).toEqual(
      ['course', 'questions', 'advice', 'person', 'language'].map((key) =>
        ukrainian(`visit:${key}`),
      ),
    );
    expect(await chat.input.getAttribute('placeholder')).toBe(ukrainian('web:placeholder'));

    const { title, answer } = answerOf('uk', 'so.abend');
    const said = await chat.say(title);
    expect(said.lang).toBe('uk');
    expect(said.text).toContain(plain(answer));
    expect(said.text).toContain(plain(ukrainian('visit:bindingShort')));
    const call = chat.entries.last().getByRole('link', { name: '05971 939-141' });
    expect(await call.getAttribute('href')).toBe('tel:+495971939141');
    expect(await chat.suggestions('uk')).toEqual(
      expect.arrayContaining(['course', 'person', 'home'].map((key) => ukrainian(`visit:${key}`))),
    );
    expect((await chat.messages()).map(({ isOwn }) => isOwn)).toEqual([false, true, false]);

    // Nothing stands out of the screen of her phone.
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await expectNoTraces(visit);
  }, 60_000);

  test('the course finder leads by taps to results, over two changes of the language', async () => {
    const visit = await site.visit({ locale: 'uk-UA' });
    const { page, chat } = visit;
    const question = (words: (key: string) => string, name: string) =>
      plain(words(`course:${name}.question`));
    await chat.greeted();

    expect((await chat.tap(ukrainian('visit:course'))).text).toContain(question(ukrainian, 'whom'));
    const asked = await chat.tap(ukrainian('course:whom.women'));
    expect(asked.text).toContain(question(ukrainian, 'level'));

    // By the menu, she goes on in Arabic where she was, and everything is read from right to left.
    await chat.openMenu('uk');
    const inArabic = await chat.tap('العربية');
    expect(inArabic).toMatchObject({ lang: 'ar', dir: 'rtl' });
    expect(inArabic.text).toContain(question(arabic, 'level'));
    expect(await chat.suggestions('ar')).toContain(arabic('course:level.beginner'));
    await expect.poll(() => chat.input.getAttribute('placeholder')).toBe(arabic('web:placeholder'));
    expect(await chat.panel.evaluate((panel) => getComputedStyle(panel).direction)).toBe('rtl');
    expect(
      await chat.panel.evaluate((panel) => panel.closest('[lang]')?.getAttribute('lang')),
    ).toBe('ar');
    const send = await chat.button(arabic('web:send')).boundingBox();
    const field = await chat.input.boundingBox();
    expect(send?.x).toBeLessThan(field?.x ?? 0);

    // By writing in another language, she gets an answer in it, and is asked again what she was asked.
    const { title, answer } = answerOf('ro', 'so.kosten');
    const inRomanian = await chat.say(title);
    expect(inRomanian).toMatchObject({ lang: 'ro', dir: 'ltr' });
    expect(inRomanian.text).toContain(plain(answer));
    await expect.poll(() => chat.panel.getAttribute('dir')).toBe('ltr');
    expect(inRomanian.text).toContain(question(romanian, 'level'));

    for (const [option, next] of [
      ['level.beginner', 'when'],
      ['when.morning', 'childcare'],
      ['childcare.needed', 'place'],
    ] as const) {
      const { text } = await chat.tap(romanian(`course:${option}`));
      expect(text).toContain(question(romanian, next));
    }
    await chat.tap(romanian('course:place.onsite'));
    const said = (await chat.texts()).join('\n');
    expect(said).toContain(plain(romanian('course:kind.women')));
    expect(await chat.log.locator('a[href="tel:+495971939141"]').count()).toBeGreaterThan(0);
    expect(await page.title()).toBe('Integrationslotse Rheine');
    await expectNoTraces(visit);
  }, 60_000);

  test('a reload keeps the conversation, until it is deleted', async () => {
    const visit = await site.visit();
    const { page, chat } = visit;
    await chat.greeted();
    await chat.say(answerOf('de', 'so.kosten').title);
    const before = await chat.messages();
    const suggested = await chat.suggestions('de');

    await page.reload();
    await expect.poll(() => chat.messages()).toEqual(before);
    expect(await chat.suggestions('de')).toEqual(suggested);
    await chat.tap(german('visit:home'));
    await expectNoTraces(visit);

    const { conversation, token } = await page.evaluate(() =>
      JSON.parse(sessionStorage.getItem('lotse') ?? '{}'),
    );
    const address = `${site.url}/v3/directline/conversations/${conversation}/activities`;
    const ask = () => fetch(address, { headers: { Authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);

    await chat.openMenu('de');
    await chat.button(german('web:delete')).click();
    await chat.button(german('web:deleteNo')).click();
    expect(await chat.entries.count()).toBeGreaterThan(1);
    await chat.button(german('web:delete')).click();
    await chat.button(german('web:deleteYes')).click();
    await expect.poll(() => chat.texts()).toEqual([german('web:deleted')]);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    expect((await ask()).status).toBe(404);

    await chat.button(german('web:startAgain')).click();
    await chat.says(german('visit:hello'));
    expect(await chat.entries.count()).toBe(1);
  }, 60_000);
});
