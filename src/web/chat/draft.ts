import type { ReactiveControllerHost } from 'lit';
import { fill, type Texts } from './texts.ts';

/** The longest message that the server takes, in characters. */
export const LONGEST_MESSAGE = 1000;

const TELL_FROM = 100;
const MOST_LINES = 5;
/** The length is read out when there is a pause in writing. */
const PAUSE_MS = 1000;

const isNearLimit = (length: number): boolean => length >= LONGEST_MESSAGE - TELL_FROM;

/** What is to be said about the length of a draft. */
export function limitText(length: number, texts: Texts): string {
  if (!isNearLimit(length)) return '';
  const left = LONGEST_MESSAGE - length;
  return left < 0 ? fill(texts.overLong, { over: -left }) : fill(texts.tooLong, { left });
}

function fitLines(field: HTMLTextAreaElement): void {
  field.rows = 1;
  while (field.scrollHeight > field.clientHeight && field.rows < MOST_LINES) field.rows++;
}

/** What is being written. The words themselves stay in the field. */
export class Draft {
  readonly #host: ReactiveControllerHost;
  readonly #send: (text: string) => void;
  #speaking: ReturnType<typeof setTimeout> | undefined;
  length = 0;
  /** The length that is read out. */
  spokenLength = 0;

  constructor(host: ReactiveControllerHost, send: (text: string) => void) {
    this.#host = host;
    this.#send = send;
  }

  /** The field grows with what is written in it. */
  readonly written = (field: HTMLTextAreaElement): void => {
    fitLines(field);
    const before = this.length;
    this.length = field.value.length;
    // Everything else looks the same with another letter.
    const isSeen = isNearLimit(before) || isNearLimit(this.length);
    if (isSeen || before === 0 || this.length === 0) this.#host.requestUpdate();
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => {
      const isHeard = isNearLimit(this.spokenLength) || isNearLimit(this.length);
      this.spokenLength = this.length;
      if (isHeard) this.#host.requestUpdate();
    }, PAUSE_MS);
  };

  /** What is too long stays as it is, for its writer to shorten. */
  readonly send = (field: HTMLTextAreaElement): void => {
    const text = field.value.trim();
    field.focus();
    if (!text || field.value.length > LONGEST_MESSAGE) return;
    this.#send(text);
    field.value = '';
    this.written(field);
  };
}
