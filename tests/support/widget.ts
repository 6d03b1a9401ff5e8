import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Locale } from '../../src/domain/locale.ts';
import { plain, wordsOf } from './words.ts';

/** How long a slow machine may take for an answer. */
export const PATIENCE = { timeout: 20_000, interval: 50 };

/** One message as it stands in the chat, with the language and direction in which it is read. */
export type Message = { text: string; isOwn: boolean; lang: string; dir: string };

/** Hands for the chat on a page. They know it by roles and by the words of its language, as its users do. */
export function widgetOn(page: Page) {
  const log = page.getByRole('log');
  const entries = log.locator('> ol > li');
  const input = page.getByRole('textbox');
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  const messages = (): Promise<Message[]> =>
    entries.evaluateAll((all) =>
      all.map((entry) => {
        const words = entry.querySelector('[dir]') ?? entry;
        return {
          text: (words as HTMLElement).innerText.replace(/\s+/g, ' ').trim(),
          isOwn: words.getAttribute('dir') === 'auto',
          lang: words.closest('[lang]')?.getAttribute('lang') ?? '',
          dir: getComputedStyle(words).direction,
        };
      }),
    );

  const texts = async (): Promise<string[]> => (await messages()).map(({ text }) => text);

  /** Resolves to the newest message when the bot has said something since there were so many. */
  async function answered(before: number): Promise<Message> {
    await expect
      .poll(async () => (await messages()).slice(before).some(({ isOwn }) => !isOwn), PATIENCE)
      .toBe(true);
    const newest = (await messages()).at(-1);
    if (!newest) throw new Error('the chat is empty');
    return newest;
  }

  async function write(text: string): Promise<void> {
    await input.fill(text);
    await input.press('Enter');
  }

  async function tap(name: string): Promise<Message> {
    const before = await entries.count();
    await button(name).last().click();
    return answered(before);
  }

  return {
    log,
    entries,
    input,
    button,
    messages,
    texts,
    answered,
    write,
    tap,
    /** The panel with everything that belongs to the chat. */
    panel: page.getByRole('region', { name: 'Integrationslotse Rheine' }),
    /** Resolves when the bot has greeted. */
    greeted: (): Promise<Message> => answered(0),
    say: async (text: string): Promise<Message> => {
      const before = await entries.count();
      await write(text);
      return answered(before);
    },
    /** Resolves when the newest message says this. */
    says: (text: string): Promise<void> =>
      expect.poll(async () => (await texts()).at(-1) ?? '', PATIENCE).toContain(plain(text)),
    /** Resolves when this is told about the connection, or about what is being written. */
    tells: (text: string): Promise<void> =>
      page.getByRole('status').getByText(text, { exact: true }).first().waitFor(),
    /** The answers that can be tapped to the newest message. */
    suggestions: (locale: Locale): Promise<string[]> =>
      page
        .getByRole('list', { name: wordsOf(locale)('web:answers'), exact: true })
        .getByRole('button')
        .allInnerTexts(),
    openMenu: (locale: Locale): Promise<void> => button(wordsOf(locale)('web:menu')).click(),
  };
}

export type Widget = ReturnType<typeof widgetOn>;
