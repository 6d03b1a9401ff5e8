import { html, nothing, type TemplateResult } from 'lit';
import { type Draft, LONGEST_MESSAGE, limitText } from './draft.ts';
import { sendIcon } from './icons.ts';
import type { Texts } from './texts.ts';

export type InputParts = { texts: Texts; direction: string; draft: Draft };

const fieldOf = (event: Event): HTMLTextAreaElement | null | undefined =>
  (event.currentTarget as HTMLElement).closest('form')?.querySelector('textarea');

/** Enter sends; in a word that is still being composed it belongs to the keyboard. */
function isSending(event: KeyboardEvent): boolean {
  const isComposing = event.isComposing || event.keyCode === 229;
  return event.key === 'Enter' && !event.shiftKey && !isComposing;
}

export function inputView({ texts, direction, draft }: InputParts): TemplateResult {
  const { length, spokenLength, written, send } = draft;
  const limit = limitText(length, texts);
  const isOver = length > LONGEST_MESSAGE;
  const submit = (event: Event): void => {
    event.preventDefault();
    const field = fieldOf(event);
    if (field) send(field);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (isSending(event)) submit(event);
  };
  const changed = (event: Event): void => {
    const field = fieldOf(event);
    if (field) written(field);
  };
  return html`<form class="composer" @submit=${submit}>
    <p class="limit ${isOver ? 'over' : ''}" id="limit" ?hidden=${!limit}>${limit}</p>
    <span class="unseen" role="status">${limitText(spokenLength, texts)}</span>
    <div class="line">
      <label class="unseen" for="write">${texts.write}</label>
      <textarea
        id="write"
        rows="1"
        dir=${length > 0 ? 'auto' : direction}
        placeholder=${texts.placeholder}
        autocomplete="off"
        enterkeyhint="send"
        aria-describedby=${limit ? 'limit' : nothing}
        aria-invalid=${isOver ? 'true' : nothing}
        @input=${changed}
        @keydown=${pressed}
      ></textarea>
      <button
        type="submit"
        class="send"
        title=${texts.send}
        aria-label=${texts.send}
        aria-disabled=${isOver ? 'true' : nothing}
      >${sendIcon}</button>
    </div>
  </form>`;
}
