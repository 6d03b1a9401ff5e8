import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { downIcon } from './icons.ts';
import { type MessageParts, message, suggestionsView } from './message-view.ts';
import type { Said } from './said.ts';

export type LogParts = MessageParts & {
  said: readonly Said[];
  /** Messages that were there before are shown without being read out. */
  isQuiet: boolean;
  isTyping: boolean;
  scrolled: () => void;
};

/** The conversation, and below it what can be answered to its newest message. */
export function logView(parts: LogParts): TemplateResult {
  const { said, isQuiet, isTyping, texts, scrolled } = parts;
  const newest = said.at(-1);
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${texts.messages} @scroll=${scrolled}>
    <div role="log" aria-label=${texts.messages} aria-live=${isQuiet ? 'off' : 'polite'}>
      <ol class="messages" role=${newest ? 'list' : nothing}>
        ${repeat(
          said,
          ({ key }) => key,
          (each) => message(each, parts, each === newest),
        )}
      </ol>
    </div>
    <div class="typing" role="status">${
      isTyping
        ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><span>${texts.typing}</span>`
        : nothing
    }</div>
    ${newest?.kind === 'bot' ? suggestionsView(newest, parts) : nothing}
  </div>`;
}

/** Leads to what came while something older was being read. */
export const newMessagesView = (text: string, show: () => void): TemplateResult =>
  html`<button type="button" class="news" @click=${show}>${downIcon}<span>${text}</span></button>`;
