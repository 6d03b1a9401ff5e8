import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyboardOf } from '../support/keyboard.ts';
import { openOtherSite } from '../support/other-site.ts';
import { inBrowser, openWebPage, type WebPage } from '../support/web-page.ts';
import { PATIENCE } from '../support/widget.ts';
import { answerOf, plain, wordsOf } from '../support/words.ts';

const german = wordsOf('de');
const ukrainian = wordsOf('uk');

declare global {
  interface Window {
    /** What ran although it should not. */
    ran?: string;
  }
}

const isWider = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const root = document.querySelector('lotse-chat')?.shadowRoot;
    const all = [document.documentElement, ...(root?.querySelectorAll<HTMLElement>('*') ?? [])];
    // What is only there for screen readers is one pixel wide, and cut off.
    return all.some(
      ({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth + 1,
    );
  });

inBrowser('On a page of somebody else', () => {
  let other: Awaited<ReturnType<typeof openOtherSite>>;
  let site: WebPage;
  let address: string;
  beforeAll(async () => {
    other = await openOtherSite();
    site = await openWebPage({ CHAT_ORIGINS: other.origin });
    const policy = [
      "default-src 'none'",
      `script-src ${site.url}`,
      `connect-src ${site.url} ${site.url.replace('http:', 'ws:')}`,
    ].join('; ');
    const script = `<h1>Rathaus</h1><a href="#there">Aus dem Rat</a><script src="${site.url}/chat.js" async></script>`;
    address = other.put('/strict', script, policy);
  }, 60_000);
  afterAll(async () => {
    await site?.close();
    await other?.close();
  });

  test('under a strict policy, the bubble opens, greets, answers and closes again', async () => {
    const { page, chat, complaints, asked } = await site.visit({ locale: 'uk-UA' }, address);
    const { focused, press, tabTo } = keyboardOf(page);
    const opener = chat.button(ukrainian('web:open'));
    await opener.waitFor();
    // Nobody is asked for a conversation as long as nobody wants one.
    expect(asked.filter((each) => each.includes('/directline/'))).toEqual([]);
    expect(await chat.panel.count()).toBe(0);

    await opener.click();
    expect((await chat.greeted()).text).toContain(plain(ukrainian('visit:hello')));
    await expect.poll(focused, PATIENCE).toMatchObject({ name: ukrainian('web:write') });
    const { title, answer } = answerOf('uk', 'so.kosten');
    expect((await chat.say(title)).text).toContain(plain(answer));
    expect((await chat.tap(ukrainian('visit:home'))).lang).toBe('uk');

    await press('Escape');
    await expect.poll(focused, PATIENCE).toMatchObject({ name: ukrainian('web:open') });
    expect(await chat.panel.count()).toBe(0);
    await press('Enter');
    await chat.panel.waitFor();
    await tabTo(ukrainian('web:close'), 'Shift+Tab');
    await press('Space');
    await expect.poll(focused, PATIENCE).toMatchObject({ name: ukrainian('web:open') });

    expect(complaints).toEqual([]);
    const origins = new Set(asked.map((each) => new URL(each).host));
    expect([...origins].sort()).toEqual(
      [new URL(other.origin).host, new URL(site.url).host].sort(),
    );
    expect(await page.evaluate(() => document.cookie + Object.keys(localStorage))).toBe('');
  }, 60_000);

  test('on a phone it covers the screen, Tab stays within, and the back button closes it', async () => {
    const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
    const { page, chat } = await site.visit(phone, address);
    const { focused, press } = keyboardOf(page);
    await chat.button(german('web:open')).tap();
    const dialog = page.getByRole('dialog', { name: german('web:title') });
    await dialog.waitFor();
    await chat.greeted();
    expect(await dialog.getAttribute('aria-modal')).toBe('true');
    expect(await dialog.boundingBox()).toMatchObject({ x: 0, y: 0, width: 360, height: 640 });
    // The keyboard of the phone does not come up by itself.
    await expect.poll(focused, PATIENCE).toMatchObject({ name: german('web:messages') });

    const met = new Set<string>();
    for (let tabs = 0; tabs < 12; tabs++) {
      await press('Tab');
      met.add((await focused()).name);
    }
    expect(met).toContain(german('web:menu'));
    expect(met).toContain(german('web:send'));
    expect(met).not.toContain('Aus dem Rat');

    await page.goBack();
    await chat.button(german('web:open')).waitFor();
    expect(await dialog.count()).toBe(0);
    await expect.poll(focused, PATIENCE).toMatchObject({ name: german('web:open') });
    expect(page.url()).toBe(address);
  }, 60_000);

  test('from an origin that is not allowed, it says calmly that it cannot be reached', async () => {
    const { page, chat } = await site.visit({}, `${other.otherOrigin}/strict`);
    await page.clock.install();
    await chat.button(german('web:open')).click();
    await chat.tells(german('web:connecting'));
    await page.clock.fastForward(25_000);
    const [before = ''] = german('web:failed').split('{{phone}}');
    const notice = page.getByRole('status').filter({ hasText: before });
    await notice.waitFor();
    const call = notice.getByRole('link', { name: '05971 939-390' });
    expect(await call.getAttribute('href')).toBe('tel:+495971939390');
    expect(await chat.entries.count()).toBe(0);
    await chat.button(german('web:tryAgain')).click();
    await chat.tells(german('web:connecting'));
    await page.clock.fastForward(25_000);
    await notice.waitFor();
    const { focused } = keyboardOf(page);
    expect((await focused()).tag).not.toBe('body');
  }, 60_000);

  test('whatever a visitor writes is shown as text, and fits on a screen of 320 pixels', async () => {
    const small = { viewport: { width: 320, height: 640 } };
    const { page, chat, complaints } = await site.visit(small, '/');
    const popups: string[] = [];
    page.on('dialog', (dialog) => {
      popups.push(dialog.message());
      void dialog.dismiss();
    });
    await chat.greeted();
    const hostile = [
      '<img src=x onerror="window.ran=\'img\'"><script>window.ran=1</script>',
      '[x](javascript:alert(1)) **fett** _kursiv_ {{hello}} &lt;b&gt; \\*',
      '</div></lotse-chat><svg onload="window.ran=3"><a href="javascript:alert(4)">x</a>',
      'x'.repeat(900),
      `${'ü'.repeat(400)}-${'ß'.repeat(400)}`,
    ];
    for (const text of hostile) {
      const before = await chat.entries.count();
      await chat.say(text);
      expect((await chat.texts())[before]).toBe(text);
      expect(await isWider(page)).toBe(false);
    }
    // Signs that are not seen, or turn the text around, are left out or shown; they change nothing around them.
    const before = await chat.entries.count();
    await chat.say('Anfang\u0000\u0007\u001b[31m\u202eMitte\u2028Ende\ufeff');
    const [own = ''] = (await chat.texts()).slice(before);
    expect(own).toMatch(/^Anfang\[31m.?Mitte.?Ende.?$/u);
    expect(await isWider(page)).toBe(false);

    expect(await page.evaluate(() => window.ran)).toBeUndefined();
    expect(popups).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await chat.log.locator('img, script, iframe, object').count()).toBe(0);
    expect(await chat.log.locator('a:not([href^="tel:"], [href^="mailto:"])').count()).toBe(0);
    const all = await chat.texts();
    await page.reload();
    await expect.poll(() => chat.texts(), PATIENCE).toEqual(all);
    expect(await page.evaluate(() => window.ran)).toBeUndefined();
  }, 60_000);
});
