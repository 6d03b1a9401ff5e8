import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Conversation } from './conversation.ts';

/** Tells the conversation about the network, and when somebody looks at the page again. */
export class PageEvents implements ReactiveController {
  readonly #conversation: () => Conversation | undefined;

  constructor(host: ReactiveControllerHost, conversation: () => Conversation | undefined) {
    this.#conversation = conversation;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#network);
    window.addEventListener('offline', this.#network);
    window.addEventListener('pageshow', this.#shown);
    document.addEventListener('visibilitychange', this.#shown);
    if (!navigator.onLine) this.#network();
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#network);
    window.removeEventListener('offline', this.#network);
    window.removeEventListener('pageshow', this.#shown);
    document.removeEventListener('visibilitychange', this.#shown);
  }

  readonly #network = (): void => this.#conversation()?.setOffline(!navigator.onLine);

  readonly #shown = (): void => {
    if (document.visibilityState === 'visible') this.#conversation()?.wake();
  };
}
