import { html, nothing, type TemplateResult } from 'lit';
import { languageIcon } from './icons.ts';
import { LANGUAGES } from './languages.ts';
import { link } from './rich-text.ts';
import type { Texts } from './texts.ts';

export type MenuParts = {
  texts: Texts;
  isOpen: boolean;
  /** The language that is spoken now. */
  language: string;
  server: string;
  /** Whether it was asked if the conversation shall be deleted. */
  isAsking: boolean;
  canDelete: boolean;
  choose: (tag: string, name: string) => void;
  print: () => void;
  ask: (isAsking: boolean) => void;
  remove: () => void;
  /** The focus goes elsewhere. */
  left: (event: FocusEvent) => void;
};

function languages({ texts, language, choose }: MenuParts): TemplateResult {
  return html`<h3 id="languages">${languageIcon}<span>${texts.language}</span></h3>
    <ul class="languages" role="list" aria-labelledby="languages">
      ${LANGUAGES.map(
        ({ tag, name, direction }) => html`<li>
          <button
            type="button"
            lang=${tag}
            dir=${direction}
            aria-pressed=${tag === language ? 'true' : 'false'}
            @click=${() => choose(tag, name)}
          >${name}</button>
        </li>`,
      )}
    </ul>`;
}

function deletion({ texts, isAsking, ask, remove }: MenuParts): TemplateResult {
  if (!isAsking) {
    return html`<button type="button" id="delete" class="entry" @click=${() => ask(true)}>
      ${texts.delete}
    </button>`;
  }
  return html`<div class="question" role="group" aria-labelledby="delete-ask">
    <p id="delete-ask">${texts.deleteAsk}</p>
    <button type="button" class="action" @click=${remove}>${texts.deleteYes}</button>
    <button type="button" class="action" id="keep" @click=${() => ask(false)}>
      ${texts.deleteNo}
    </button>
  </div>`;
}

/** What is not needed for talking: language, printing, deleting, and who is responsible. */
export function menuView(parts: MenuParts): TemplateResult {
  const { texts, isOpen, server, canDelete, print, left } = parts;
  return html`<div class="menu" id="menu" ?hidden=${!isOpen} @focusout=${left}>
    ${languages(parts)}
    <ul class="entries" role="list">
      <li>
        <button type="button" class="entry" @click=${print}>${texts.print}</button>
      </li>
      ${canDelete ? html`<li>${deletion(parts)}</li>` : nothing}
      <li>${link(`${server}/datenschutz`, texts.privacy, 'entry')}</li>
      <li>${link(`${server}/barrierefreiheit`, texts.accessibility, 'entry')}</li>
    </ul>
  </div>`;
}
