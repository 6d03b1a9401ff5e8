import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announcedOn } from '../support/announcements.ts';
import { inBrowser, openWebPage, type Visit, type WebPage } from '../support/web-page.ts';
import { PATIENCE } from '../support/widget.ts';
import { answerOf, plain, wordsOf } from '../support/words.ts';

const german = wordsOf('de');
const fill = (key: string, value: number): string =>
  german(key).replace(/\{\{\w+\}\}/, String(value));

const FIRST = answerOf('de', 'so.kosten');
const SECOND = answerOf('de', 'so.abend');
const THIRD = answerOf('de', 'so.frauen');
/** Where messages are sent to. */
const POSTS = /\/activities$/;

inBrowser('When the connection fails', () => {
  let site: WebPage;
  beforeAll(async () => {
    site = await openWebPage();
  }, 60_000);
  afterAll(() => site?.close());

  /** A message and its answer stand at the end of the chat, once, and what was there before stands before them. */
  async function expectOnce({ chat }: Visit, before: readonly string[], sent: typeof FIRST) {
    await chat.says(sent.answer);
    const texts = await chat.texts();
    expect(texts.slice(0, -2)).toEqual(before);
    expect(texts.at(-2)).toBe(sent.title);
    expect(texts.filter((text) => text === sent.title)).toHaveLength(1);
    expect(texts.filter((text) => text.includes(plain(sent.answer)))).toHaveLength(1);
  }

  const withoutServer = async (route: Route): Promise<void> => {
    await site.kill();
    await route.abort('connectionreset');
  };

  test.each([
    ['before a message gets there', withoutServer],
    [
      'after a message was taken, but before its sender knows',
      async (route: Route) => {
        await route.fetch();
        await withoutServer(route);
      },
    ],
    [
      'while it works on a message',
      async (route: Route) => {
        void route.continue();
        await site.kill();
      },
    ],
  ])(
    'by a crash of the server %s, nothing is lost and nothing comes twice',
    async (_, crash) => {
      const visit = await site.visit();
      const { page, chat } = visit;
      await chat.greeted();
      await chat.say(FIRST.title);
      const before = await chat.texts();

      let isKilled: Promise<void> = Promise.resolve();
      const killing = new Promise<void>((resolve) => {
        void page.route(
          POSTS,
          (route) => {
            isKilled = crash(route);
            resolve();
            return isKilled;
          },
          { times: 1 },
        );
      });
      await chat.write(SECOND.title);
      await killing;
      await isKilled;
      await chat.tells(german('web:reconnecting'));
      expect(await chat.texts()).toEqual(expect.arrayContaining([...before, SECOND.title]));
      await site.start();
      await expectOnce(visit, before, SECOND);
      await expect.poll(() => page.getByText(german('web:reconnecting')).count(), PATIENCE).toBe(0);

      // It goes on as if nothing had been, and the server knows the same.
      const after = await chat.texts();
      await chat.say(THIRD.title);
      await expectOnce(visit, after, THIRD);
      const all = await chat.texts();
      await page.reload();
      await expect.poll(() => chat.texts(), PATIENCE).toEqual(all);
    },
    60_000,
  );

  test('by a phone without a network, what was written stays and is sent later', async () => {
    const visit = await site.visit();
    const { page, chat } = visit;
    await chat.greeted();
    const before = await chat.texts();
    await chat.input.fill('Noch nicht');
    await page.context().setOffline(true);
    await chat.tells(german('web:offline'));
    expect(await chat.input.inputValue()).toBe('Noch nicht');

    await chat.write(FIRST.title);
    await expect.poll(() => chat.entries.last().innerText()).toContain(german('web:waiting'));
    await chat.input.fill('Was danach kommt');
    await page.context().setOffline(false);
    await expectOnce(visit, before, FIRST);
    expect(await chat.entries.nth(-2).innerText()).not.toContain(german('web:waiting'));
    expect(await chat.input.inputValue()).toBe('Was danach kommt');
  }, 60_000);

  test('by too many messages, it says how long to wait, and sends then', async () => {
    const visit = await site.visit();
    const { page, chat } = visit;
    await chat.greeted();
    const before = await chat.texts();
    let refusals = 0;
    await page.route(
      POSTS,
      (route) => {
        refusals++;
        return route.fulfill({ status: 429, headers: { 'Retry-After': '1' }, json: {} });
      },
      { times: 1 },
    );
    await chat.write(FIRST.title);
    await expectOnce(visit, before, FIRST);
    expect(refusals).toBe(1);
    const told = (await announcedOn(page)).filter(({ role }) => role === 'status');
    expect(told.map(({ text }) => text)).toContain(fill('web:tooFast', 1));
    await expect.poll(() => page.getByText(fill('web:tooFast', 1)).count(), PATIENCE).toBe(0);
  }, 60_000);

  test('a text that is too long is not sent and not cut, and it says by how much', async () => {
    const { page, chat, asked } = await site.visit();
    await chat.greeted();
    const posts = () => asked.filter((address) => POSTS.test(address)).length;
    const before = posts();

    await chat.input.fill('a'.repeat(950));
    await chat.tells(fill('web:tooLong', 50));
    await chat.write('b'.repeat(1012));
    await chat.tells(fill('web:overLong', 12));
    await chat.button(german('web:send')).click({ force: true });
    expect(await chat.input.inputValue()).toBe('b'.repeat(1012));
    expect(await chat.input.getAttribute('aria-invalid')).toBe('true');
    expect(await chat.button(german('web:send')).getAttribute('aria-disabled')).toBe('true');
    expect(await chat.entries.count()).toBe(1);
    expect(posts()).toBe(before);

    // What is as long as it may be gets there.
    await chat.say('c'.repeat(1000));
    expect((await chat.texts())[1]).toBe('c'.repeat(1000));
    expect(await page.getByText(fill('web:tooLong', 0)).count()).toBe(0);
  }, 60_000);

  /** Has the server forget the conversation without telling the page. */
  async function forget({ page }: Visit): Promise<void> {
    const { conversation, token } = await page.evaluate(() =>
      JSON.parse(sessionStorage.getItem('lotse') ?? '{}'),
    );
    const answer = await fetch(`${site.url}/v3/directline/conversations/${conversation}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(204);
  }

  const refusal = { status: 403, json: { error: { code: 'BadArgument' } } };
  const refuse = ({ page }: Visit): Promise<unknown> =>
    page.route(POSTS, (route) => route.fulfill(refusal), { times: 1 });
  const refuseAll = async (visit: Visit): Promise<void> => {
    await refuse(visit);
    await visit.page.route('**/tokens/refresh', (route) => route.fulfill(refusal), { times: 1 });
  };

  test('a token that is over, as after a long sleep, is exchanged, and the conversation goes on', async () => {
    const visit = await site.visit();
    const { chat } = visit;
    await chat.greeted();
    await chat.say(FIRST.title);
    const before = await chat.texts();
    await refuse(visit);
    await chat.write(SECOND.title);
    await chat.says(SECOND.answer);
    const texts = await chat.texts();
    expect(texts.slice(0, before.length)).toEqual(before);
    expect(texts.filter((text) => text === german('web:expired'))).toEqual([]);
    expect(texts.filter((text) => text === SECOND.title)).toHaveLength(1);
    expect(texts.filter((text) => text.includes(plain(SECOND.answer)))).toHaveLength(1);
  }, 60_000);

  test.each([
    ['a conversation that was forgotten', forget],
    ['a token that is over, as its ticket is', refuseAll],
  ])(
    'by %s, a new one begins and takes the message along',
    async (_, end) => {
      const visit = await site.visit();
      const { page, chat } = visit;
      await chat.greeted();
      await chat.say(FIRST.title);
      const before = await chat.texts();
      const remembered = () => page.evaluate(() => sessionStorage.getItem('lotse'));
      const old = await remembered();

      await end(visit);
      await chat.write(SECOND.title);
      await chat.says(SECOND.answer);
      const texts = await chat.texts();
      // What was said stays to be read; then it is said that a new one begins, with a greeting of its own.
      expect(texts.slice(0, before.length)).toEqual(before);
      expect(texts.filter((text) => text === german('web:expired'))).toHaveLength(1);
      expect(texts.filter((text) => text.includes(plain(german('visit:hello'))))).toHaveLength(2);
      expect(texts.filter((text) => text === SECOND.title)).toHaveLength(1);
      expect(texts.filter((text) => text.includes(plain(SECOND.answer)))).toHaveLength(1);
      expect(await remembered()).not.toBe(old);

      // A reload shows the new one only.
      await page.reload();
      await expect.poll(() => chat.texts(), PATIENCE).toEqual(texts.slice(before.length + 1));
    },
    60_000,
  );

  test('somebody who comes back to a conversation that was forgotten begins a new one', async () => {
    const visit = await site.visit();
    const { page, chat } = visit;
    await chat.greeted();
    await chat.say(FIRST.title);
    await forget(visit);
    await page.reload();
    await chat.says(german('visit:hello'));
    const [remark, greeting, ...more] = await chat.texts();
    expect(remark).toBe(german('web:expired'));
    expect(greeting).toContain(plain(german('visit:hello')));
    expect(more).toEqual([]);
  }, 60_000);
});
