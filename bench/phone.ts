import type { CDPSession, Page } from 'playwright-core';
import { openBrowser } from '../tests/support/playground.ts';

/** A line as a phone has it: milliseconds that each request takes longer, and bits a second in both directions. */
export type Line = { name: string; latency: number; bits: number };

/** A page with a chat, and where its messages of the bot stand. */
export type ChatPage = { name: string; url: string; message: string };

export type Visit = {
  /** Milliseconds from the beginning of the navigation until the first message of the bot is painted. */
  ms: number;
  /** Bytes over the wire, with headers, until then and shortly after. */
  bytes: number;
  /** Of them scripts and styles. */
  scriptBytes: number;
  requests: number;
};

const CPU_SLOWDOWN = 4;
const PATIENCE_MS = 90_000;
const AFTERWARDS_MS = 1000;
const PHONE = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 3,
  isMobile: true,
  hasTouch: true,
  locale: 'de-DE',
};

/** Watches in the page, frame by frame, until the words stand where messages stand and can be seen. */
function watch({ message, words }: { message: string; words: string }): void {
  const noted = globalThis as { firstMessageAt?: number };
  const found = (): Element | undefined =>
    [document, document.querySelector('lotse-chat')?.shadowRoot]
      .flatMap((root) => [...(root?.querySelectorAll(message) ?? [])])
      .find((each) => each.textContent?.replace(/\s+/g, ' ').includes(words));
  const isSeen = (element: Element): boolean => {
    const { top, bottom, height } = element.getBoundingClientRect();
    const isInWindow = height > 0 && bottom > 0 && top < innerHeight;
    return (
      isInWindow && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    );
  };
  const look = (): void => {
    const element = found();
    if (!element || !isSeen(element)) return void requestAnimationFrame(look);
    // What is laid out in this frame is painted before the next one begins.
    requestAnimationFrame(() => {
      noted.firstMessageAt = performance.now();
    });
  };
  requestAnimationFrame(look);
}

async function throttle(session: CDPSession, { latency, bits }: Line): Promise<void> {
  const throughput = bits / 8;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
}

/** Counts what comes over the wire, by kind. */
function count(session: CDPSession) {
  const kinds = new Map<string, string>();
  const counted = { bytes: 0, scriptBytes: 0, requests: 0 };
  session.on('Network.requestWillBeSent', ({ request: { url } }) => {
    if (/^https?:/.test(url)) counted.requests++;
  });
  session.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    counted.bytes += encodedDataLength;
    if (['Script', 'Stylesheet'].includes(kinds.get(requestId) ?? '')) {
      counted.scriptBytes += encodedDataLength;
    }
  });
  session.on('Network.webSocketFrameReceived', ({ response }) => {
    counted.bytes += Buffer.byteLength(response.payloadData);
  });
  return counted;
}

async function firstMessageAt(page: Page): Promise<number> {
  const handle = await page.waitForFunction(
    () => (globalThis as { firstMessageAt?: number }).firstMessageAt,
    undefined,
    { polling: 200, timeout: PATIENCE_MS },
  );
  return Number(await handle.jsonValue());
}

/** Opens a page on a slow phone that has never seen it, in a browser of its own. */
export async function visit(chat: ChatPage, line: Line, words: string): Promise<Visit> {
  const browser = await openBrowser();
  try {
    const page = await (await browser.newContext(PHONE)).newPage();
    const session = await page.context().newCDPSession(page);
    await throttle(session, line);
    const counted = count(session);
    await page.addInitScript(watch, { message: chat.message, words });
    await page.goto(chat.url, { waitUntil: 'commit', timeout: PATIENCE_MS });
    const ms = await firstMessageAt(page);
    await page.waitForTimeout(AFTERWARDS_MS);
    return { ms, ...counted };
  } finally {
    await browser.close();
  }
}
