import type { Page } from 'playwright-core';

/** What has the focus on a page, within the chat or around it. */
type Focused = {
  /** The element; `body` where nothing has the focus. */
  tag: string;
  name: string;
  /** Whether it is seen that it has the focus. */
  isSeen: boolean;
};

const MOST_TABS = 60;

/** A keyboard for a page, for somebody who has no pointer. */
export function keyboardOf(page: Page) {
  const focused = (): Promise<Focused> =>
    page.evaluate(() => {
      let element = document.activeElement ?? document.body;
      while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const label = element instanceof HTMLTextAreaElement && element.labels[0];
      const name = element.ariaLabel ?? (label || element).textContent ?? '';
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return {
        tag: element.localName,
        name: name.replace(/\s+/g, ' ').trim(),
        isSeen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      };
    });

  return {
    focused,
    press: (key: string): Promise<void> => page.keyboard.press(key),
    type: (text: string): Promise<void> => page.keyboard.type(text),
    /** Goes on by Tab until something with this name has the focus. */
    tabTo: async (name: string, key = 'Tab'): Promise<Focused> => {
      const met: string[] = [];
      while (met.length < MOST_TABS) {
        await page.keyboard.press(key);
        const now = await focused();
        if (now.name === name) return now;
        met.push(`${now.tag} ${now.name.slice(0, 40)}`);
      }
      throw new Error(`by Tab there is no "${name}", only:\n${met.join('\n')}`);
    },
  };
}
