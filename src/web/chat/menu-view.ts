import { html, nothing, type TemplateResult } from 'lit';
import { languageIcon } from './icons.ts';
import { LANGUAGES } from './languages.ts';
import type { Menu } from './menu.ts';
import { link } from './rich-text.ts';
import type { Texts } from './texts.ts';

export type MenuParts = {
  texts: Texts;
  menu: Menu;
  /** The language that is spoken now. */
  language: string;
  server: string;
  canDelete: boolean;
  choose: (tag: string, name: string) => void;
  print: () => void;
  remove: () => void;
};

function languages({ texts, language, choose }: MenuParts): TemplateResult {
  return html`<h3 id="languages">${languageIcon}<span>${texts.language}</span></h3>
    <ul class="languages" role="list" aria-labelledby="languages">
      ${LANGUAGES.map(
        ({ tag, name }) => html`<li>
          <button
            type="button"
            lang=${tag}
            aria-pressed=${tag === language ? 'true' : 'false'}
            @click=${() => choose(tag, name)}
          ><bdi>${name}</bdi></button>
        </li>`,
      )}
    </ul>`;
}

function deletion({ texts, menu, remove }: MenuParts): TemplateResult {
  if (!menu.isAsking) {
    return html`<li>
      <button type="button" id="delete" class="entry" @click=${() => menu.ask(true)}>
        ${texts.delete}
      </button>
    </li>`;
  }
  return html`<li class="whole">
    <div class="question" role="group" aria-labelledby="delete-ask">
      <p id="delete-ask">${texts.deleteAsk}</p>
      <button type="button" class="action" @click=${remove}>${texts.deleteYes}</button>
      <button type="button" class="action" id="keep" @click=${() => menu.ask(false)}>
        ${texts.deleteNo}
      </button>
    </div>
  </li>`;
}

function content(parts: MenuParts): TemplateResult {
  const { texts, server, canDelete, print } = parts;
  return html`${languages(parts)}
    <ul class="entries" role="list">
      <li><button type="button" class="entry" @click=${print}>${texts.print}</button></li>
      ${canDelete ? deletion(parts) : nothing}
      <li>${link(`${server}/datenschutz`, texts.privacy, 'entry')}</li>
      <li>${link(`${server}/barrierefreiheit`, texts.accessibility, 'entry')}</li>
    </ul>`;
}

/** What is not needed for talking: language, printing, deleting, and who is responsible. */
export const menuView = (parts: MenuParts): TemplateResult =>
  html`<div class="menu" id="menu" ?hidden=${!parts.menu.isOpen} @focusout=${parts.menu.left}>
    ${parts.menu.isOpen ? content(parts) : nothing}
  </div>`;
