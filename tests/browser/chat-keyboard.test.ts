import { afterAll, beforeAll, expect, test } from 'vitest';
import { announcedOn } from '../support/announcements.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { inBrowser, openWebPage, type Visit, type WebPage } from '../support/web-page.ts';
import { PATIENCE } from '../support/widget.ts';
import { answerOf, plain, wordsOf } from '../support/words.ts';

const german = wordsOf('de');
const arabic = wordsOf('ar');

inBrowser('Somebody without a pointer', () => {
  let site: WebPage;
  beforeAll(async () => {
    site = await openWebPage();
  }, 60_000);
  afterAll(() => site?.close());

  /** Somebody has the focus of the page, and it is seen where it is. */
  async function expectFocus({ page }: Visit, name: string): Promise<void> {
    const { focused } = keyboardOf(page);
    await expect.poll(focused, PATIENCE).toMatchObject({ name, isSeen: true });
  }

  test('asks, answers by buttons and gets to a telephone number', async () => {
    const visit = await site.visit();
    const { chat } = visit;
    const { tabTo, press, type, focused } = keyboardOf(visit.page);
    await chat.greeted();
    // The chat does not take the focus by itself.
    expect((await focused()).tag).toBe('body');

    await tabTo(german('web:write'));
    await type('Erste Zeile');
    await press('Shift+Enter');
    await type('zweite Zeile');
    expect(await chat.input.inputValue()).toBe('Erste Zeile\nzweite Zeile');
    await press('ControlOrMeta+A');
    await type(answerOf('de', 'so.abend').title);
    const before = await chat.entries.count();
    await press('Enter');
    await expectFocus(visit, german('web:write'));
    expect((await chat.answered(before)).text).toContain(plain(answerOf('de', 'so.abend').answer));
    await expectFocus(visit, german('web:write'));
    expect(await chat.input.inputValue()).toBe('');

    // The telephone number of the answer stands before the field, and is a link.
    const call = german('visit:call').replace('{{phone}}', '05971 939-141');
    expect(await tabTo(call, 'Shift+Tab')).toMatchObject({ tag: 'a', isSeen: true });

    // An answer that was taken is gone; writing goes on.
    expect(await tabTo(german('visit:course'))).toMatchObject({ tag: 'button', isSeen: true });
    await press('Space');
    await chat.says(german('course:whom.question'));
    await expectFocus(visit, german('web:write'));
    await tabTo(german('course:whom.women'), 'Shift+Tab');
    await press('Enter');
    await chat.says(german('course:level.question'));
    await expectFocus(visit, german('web:write'));
  }, 60_000);

  test('changes the language in the menu, leaves it by Escape, and deletes the conversation', async () => {
    const visit = await site.visit();
    const { page, chat } = visit;
    const { tabTo, press } = keyboardOf(page);
    const isOpen = () => page.getByRole('button', { expanded: true }).count();
    await chat.greeted();

    await tabTo(german('web:menu'));
    await press('Enter');
    await expectFocus(visit, 'Deutsch');
    expect(await isOpen()).toBe(1);
    await press('Escape');
    await expectFocus(visit, german('web:menu'));
    expect(await isOpen()).toBe(0);

    await press('Space');
    await expectFocus(visit, 'Deutsch');
    await tabTo('العربية');
    await press('Enter');
    await chat.says(arabic('visit:languageChanged'));
    expect(await chat.panel.getAttribute('dir')).toBe('rtl');
    await expectFocus(visit, arabic('web:menu'));

    // In Arabic, everything is where it was, and reached in the order in which it is read.
    await tabTo(arabic('visit:course'));
    await tabTo(arabic('visit:questions'));
    await tabTo(arabic('web:write'));
    await tabTo(arabic('web:menu'), 'Shift+Tab');
    await press('Enter');
    await expectFocus(visit, 'العربية');
    await tabTo(arabic('web:delete'));
    await press('Space');
    await expectFocus(visit, arabic('web:deleteNo'));
    await press('Enter');
    await expectFocus(visit, arabic('web:delete'));
    await press('Enter');
    await expectFocus(visit, arabic('web:deleteNo'));
    await tabTo(arabic('web:deleteYes'), 'Shift+Tab');
    await press('Enter');
    await expectFocus(visit, arabic('web:startAgain'));
    expect(await chat.texts()).toEqual([arabic('web:deleted')]);
    await press('Enter');
    await chat.says(arabic('visit:hello'));
    await expectFocus(visit, arabic('web:write'));
  }, 60_000);

  test('is told of every new message once, of what was there before never', async () => {
    const visit = await site.visit();
    const { page, chat } = visit;
    const read = async () => (await announcedOn(page)).filter(({ role }) => role === 'log');
    await chat.greeted();
    expect(await chat.log.getAttribute('aria-live')).toBe('polite');
    const [greeting, ...more] = await read();
    expect(more).toEqual([]);
    expect(greeting?.isRead).toBe(true);
    // Who speaks, what is said, and how many answers can be tapped.
    expect(greeting?.text).toMatch(new RegExp(`^${german('web:bot')}: ${german('visit:hello')}`));
    expect(greeting?.text).toContain(`${german('web:answers')}: 5`);

    const { title, answer } = answerOf('de', 'so.kosten');
    await chat.say(title);
    const news = (await read()).slice(1);
    expect(news).toHaveLength(2);
    expect(news[0]?.text).toBe(`${german('web:you')}: ${title}`);
    expect(news[1]?.text).toContain(plain(answer));
    await chat.tap(german('visit:home'));
    expect(await read()).toHaveLength(5);

    await page.reload();
    await expect.poll(() => chat.entries.count(), PATIENCE).toBe(5);
    expect((await read()).map(({ isRead }) => isRead)).toEqual(Array(5).fill(false));
    await expect.poll(() => chat.log.getAttribute('aria-live'), PATIENCE).toBe('polite');
    await chat.say(title);
    expect((await read()).slice(5).map(({ isRead }) => isRead)).toEqual([true, true]);
  }, 60_000);

  test('finds messages with their language, buttons that are buttons and links that are links', async () => {
    const visit = await site.visit({ locale: 'ar' });
    const { chat } = visit;
    await chat.greeted();
    await chat.say(answerOf('ar', 'so.abend').title);
    await chat.say(answerOf('uk', 'so.abend').title);
    const messages = await chat.messages();
    expect(messages.map(({ isOwn, lang, dir }) => ({ isOwn, lang, dir }))).toMatchObject([
      { isOwn: false, lang: 'ar', dir: 'rtl' },
      { isOwn: true, dir: 'rtl' },
      { isOwn: false, lang: 'ar', dir: 'rtl' },
      { isOwn: true, dir: 'ltr' },
      { isOwn: false, lang: 'uk', dir: 'ltr' },
    ]);
    expect(messages.every(({ lang }) => lang !== '')).toBe(true);

    // Everything that can be pressed is known as what it is.
    const pressable = await chat.panel.evaluate((panel) =>
      [...panel.querySelectorAll('*')]
        .filter((element) => getComputedStyle(element).cursor === 'pointer')
        .map((element) => element.closest('a[href], button')?.localName ?? element.outerHTML),
    );
    expect([...new Set(pressable)].sort()).toEqual(['a', 'button']);
    const links = await chat.log
      .getByRole('link')
      .evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((address) => !/^(tel:\+?\d+|mailto:\S+@\S+)$/.test(address))).toEqual([]);
  }, 60_000);
});
