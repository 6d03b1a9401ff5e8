import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { directionOf } from './languages.ts';
import { createTexts, GERMAN, type Texts } from './texts.ts';

const PATIENCE_MS = 1000;

/** The texts of the interface, in the language that is spoken; the ones before stay until they are there. */
export class Wording implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #load: ReturnType<typeof createTexts>;
  #wanted = '';
  texts: Texts = GERMAN;
  /** The language of the texts that are shown. */
  language = 'de';
  /** Whether there is something to be shown; a short wait is better than a flash of German. */
  isReady = false;

  constructor(host: ReactiveControllerHost, server: string) {
    this.#host = host;
    this.#load = createTexts(server, (url, init) => fetch(url, init));
    host.addController(this);
  }

  get direction(): 'ltr' | 'rtl' {
    return directionOf(this.language);
  }

  hostConnected(): void {
    setTimeout(() => this.#ready(), PATIENCE_MS);
  }

  async speak(language: string): Promise<void> {
    if (language === this.#wanted) return;
    this.#wanted = language;
    const texts = await this.#load(language);
    if (language !== this.#wanted) return;
    this.texts = texts;
    this.language = texts === GERMAN ? 'de' : language;
    // Another attempt is due at the next occasion.
    if (texts === GERMAN && language !== 'de') this.#wanted = '';
    this.#ready();
  }

  #ready(): void {
    this.isReady = true;
    this.#host.requestUpdate();
  }
}
