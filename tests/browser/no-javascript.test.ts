import { afterAll, beforeAll, expect, test } from 'vitest';
import { inBrowser, openWebPage, type WebPage } from '../support/web-page.ts';

inBrowser('Without JavaScript', () => {
  let site: WebPage;
  beforeAll(async () => {
    site = await openWebPage();
  }, 60_000);
  afterAll(() => site?.close());

  test('the page names people, their numbers and those for emergencies', async () => {
    const phone = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } };
    const { page, chat } = await site.visit(phone);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const notice = await page.locator('noscript').innerText();
    expect(notice).toContain('Ohne JavaScript kann der Chat nicht starten.');
    expect(await chat.panel.count()).toBe(0);

    const people = page.getByRole('region', { name: 'Mit Menschen sprechen' });
    const numbers = await people
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => [link.textContent, link.getAttribute('href')]));
    expect(numbers).toEqual(
      expect.arrayContaining([
        ['05971 939-390', 'tel:+495971939390'],
        ['05971 939-141', 'tel:+495971939141'],
        ['110', 'tel:110'],
        ['112', 'tel:112'],
        ['116 016', 'tel:116016'],
      ]),
    );
    // With where they are and when; nothing of it is folded away.
    const shown = await people.innerText();
    expect(shown).toContain('Klosterstraße 14');
    expect(shown).toMatch(/Donnerstag|Montag/);
  }, 60_000);

  test('the pages about data and barriers can be read, and lead to each other', async () => {
    const { page } = await site.visit({ javaScriptEnabled: false });
    const legal = page.getByRole('navigation', { name: 'Rechtliches' });
    await legal.getByRole('link', { name: 'Datenschutz' }).click();
    await page.getByRole('heading', { level: 1, name: 'Datenschutz im Chat' }).waitFor();
    // In short in every language, each in its own direction.
    expect(await page.locator('section[lang=ar]').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('section[lang]').count()).toBe(12);
    await legal.getByRole('link', { name: 'Barrierefreiheit' }).click();
    await page.getByRole('heading', { level: 1, name: 'Erklärung zur Barrierefreiheit' }).waitFor();
    expect(await page.getByRole('link', { name: '05971 939-390' }).count()).toBe(1);
    await legal.getByRole('link', { name: 'Chat' }).click();
    await page.getByRole('region', { name: 'Mit Menschen sprechen' }).waitFor();
  }, 60_000);
});
