import { html, nothing, type TemplateResult } from 'lit';
import { closeIcon, menuIcon } from './icons.ts';
import type { Texts } from './texts.ts';

export type HeaderParts = {
  texts: Texts;
  isMenuOpen: boolean;
  toggleMenu: () => void;
  /** Undefined where the chat is a part of the page and cannot be closed. */
  close: (() => void) | undefined;
};

export function headerView({ texts, isMenuOpen, toggleMenu, close }: HeaderParts): TemplateResult {
  return html`<header>
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
      aria-expanded=${isMenuOpen ? 'true' : 'false'}
      aria-controls="menu"
      @click=${toggleMenu}
    >${menuIcon}</button>
    ${
      close
        ? html`<button
            type="button"
            class="tool"
            title=${texts.close}
            aria-label=${texts.close}
            @click=${close}
          >${closeIcon}</button>`
        : nothing
    }
  </header>`;
}
