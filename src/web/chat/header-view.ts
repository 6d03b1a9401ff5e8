import { html, nothing, type TemplateResult } from 'lit';
import { closeIcon, menuIcon } from './icons.ts';
import type { Menu } from './menu.ts';
import type { Texts } from './texts.ts';

export type HeaderParts = {
  texts: Texts;
  menu: Menu;
  /** Undefined where the chat is a part of the page and cannot be closed. */
  close: (() => void) | undefined;
};

const closeButton = (name: string, close: () => void): TemplateResult =>
  html`<button type="button" class="tool" title=${name} aria-label=${name} @click=${close}>
    ${closeIcon}
  </button>`;

export function headerView({ texts, menu, close }: HeaderParts): TemplateResult {
  return html`<div class="header">
    <div class="name">
      <h2 id="title">${texts.title}</h2>
      <p>${texts.subtitle}</p>
    </div>
    <button
      type="button"
      class="tool"
      id="menu-button"
      title=${texts.menu}
      aria-label=${texts.menu}
      aria-expanded=${menu.isOpen ? 'true' : 'false'}
      aria-controls="menu"
      @click=${menu.toggle}
    >${menuIcon}</button>
    ${close ? closeButton(texts.close, close) : nothing}
  </div>`;
}
