import type { Page } from 'playwright-core';

/** Something that a screen reader is told of without being asked, in its order. */
type Announcement = {
  role: 'log' | 'status';
  text: string;
  /** Whether it is read out: what is in the log already when somebody comes back is not. */
  isRead: boolean;
};

declare global {
  interface Window {
    announcements: Announcement[];
  }
}

/** Has every page that is loaded from now on put down what changes in its live regions, from their beginning on. */
export async function recordAnnouncements(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.announcements = [];
    const attach = Element.prototype.attachShadow;
    const wordsIn = (node: Node): string => (node.textContent ?? '').replace(/\s+/g, ' ').trim();
    const record = ({ target, addedNodes }: MutationRecord): void => {
      const place = target instanceof Element ? target : target.parentElement;
      const region = place?.closest('[role=log], [role=status]');
      if (!region) return;
      const isLog = region.role === 'log';
      const news = isLog ? [...addedNodes].filter((node) => node.nodeType !== 8) : [region];
      for (const node of news) {
        const text = wordsIn(node);
        const last = window.announcements.findLast(({ role }) => role === 'status');
        if (!text || (!isLog && text === last?.text)) continue;
        window.announcements.push({
          role: isLog ? 'log' : 'status',
          text,
          isRead: region.ariaLive !== 'off',
        });
      }
    };
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, init);
      new MutationObserver((records) => records.forEach(record)).observe(root, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      return root;
    };
  });
}

/** What was announced on a page since it was loaded. */
export const announcedOn = (page: Page): Promise<Announcement[]> =>
  page.evaluate(() => window.announcements);
