import { LotseChat } from './lotse-chat.ts';

/*
 * The script that a page loads: it defines the element and puts one chat into the page, where its script tag says.
 */

const NAME = 'lotse-chat';

function scriptTag(): HTMLScriptElement | null {
  const { currentScript } = document;
  if (currentScript instanceof HTMLScriptElement) return currentScript;
  return document.querySelector<HTMLScriptElement>('script[src*="chat.js"]');
}

function whenParsed(work: () => void): void {
  if (document.readyState !== 'loading') work();
  else document.addEventListener('DOMContentLoaded', work, { once: true });
}

const targetOf = ({ dataset }: HTMLScriptElement): Element | null => {
  try {
    return document.querySelector(dataset['target'] ?? '');
  } catch {
    return null;
  }
};

/** Puts the chat into the page, unless the page has written one itself. */
function place(script: HTMLScriptElement): void {
  if (document.querySelector(NAME)) return;
  const chat = document.createElement(NAME);
  const isInline = script.dataset['mode'] === 'inline';
  const target = isInline ? targetOf(script) : null;
  if (target) target.replaceChildren(chat);
  else if (isInline && document.body?.contains(script)) script.after(chat);
  else document.body.append(chat);
}

/** What is to be seen at once does not wait for the rest of the page. */
const isPlacedNow = (script: HTMLScriptElement): boolean => {
  const { mode, target } = script.dataset;
  if (mode !== 'inline') return false;
  return target ? targetOf(script) !== null : document.body?.contains(script);
};

const script = scriptTag();

// A second script tag finds everything done.
if (!customElements.get(NAME)) {
  if (script) LotseChat.useScript(script);
  customElements.define(NAME, LotseChat);
  if (script && isPlacedNow(script)) place(script);
  else if (script) whenParsed(() => place(script));
}
