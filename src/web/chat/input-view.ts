import { html, nothing, type TemplateResult } from 'lit';
import { sendIcon } from './icons.ts';
import { LONGEST_MESSAGE } from './message-view.ts';
import { fill, type Texts } from './texts.ts';

export type InputParts = {
  texts: Texts;
  direction: string;
  /** How long the draft is. */
  length: number;
  /** What is read out about the length; it follows when there is a pause in writing. */
  spokenLimit: string;
  written: (field: HTMLTextAreaElement) => void;
  send: (field: HTMLTextAreaElement) => void;
};

const TELL_FROM = 100;
const MOST_LINES = 5;

/** What is to be said about the length of a draft. */
export function limitText(length: number, texts: Texts): string {
  const left = LONGEST_MESSAGE - length;
  if (left > TELL_FROM) return '';
  return left < 0 ? fill(texts.overLong, { over: -left }) : fill(texts.tooLong, { left });
}

/** Lets the field grow with what is written in it. */
export function fitLines(field: HTMLTextAreaElement): void {
  field.rows = 1;
  while (field.scrollHeight > field.clientHeight && field.rows < MOST_LINES) field.rows++;
}

const fieldOf = (event: Event): HTMLTextAreaElement | null | undefined =>
  (event.currentTarget as HTMLElement).closest('form')?.querySelector('textarea');

/** Enter sends; in a word that is still being composed it belongs to the keyboard. */
function isSending(event: KeyboardEvent): boolean {
  const isComposing = event.isComposing || event.keyCode === 229;
  return event.key === 'Enter' && !event.shiftKey && !isComposing;
}

export function inputView(parts: InputParts): TemplateResult {
  const { texts, direction, length, spokenLimit, written, send } = parts;
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
    <span class="unseen" role="status">${spokenLimit}</span>
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
