import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & HTMLElement;

/** How much room there is: with little, the header moves away; with very little, everything scrolls. */
export type Room = 'much' | 'little' | 'least';

const LITTLE_EM = 24;
const LEAST_EM = 12;

/** Measures the panel, whatever makes it small: the screen, the keyboard, magnification or the page. */
export class Roominess implements ReactiveController {
  readonly #host: Host;
  #observer: ResizeObserver | undefined;
  #panel: Element | undefined;
  room: Room = 'much';
  /** Whether the place in the page gives a height; otherwise the chat chooses one. */
  isGivenHeight = false;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Nothing is inside yet, so a height can only come from outside.
    const isEmpty = !this.#host.shadowRoot?.querySelector('.panel');
    if (isEmpty) this.isGivenHeight = this.#host.clientHeight > 0;
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry) this.#measure(entry.contentRect.height);
    });
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#panel = undefined;
  }

  hostUpdated(): void {
    const panel = this.#host.shadowRoot?.querySelector('.panel');
    if (!panel || panel === this.#panel) return;
    this.#panel = panel;
    this.#observer?.observe(panel);
  }

  #measure(height: number): void {
    if (height === 0) return;
    const em = Number.parseFloat(getComputedStyle(this.#host).fontSize) || 16;
    const room = height < LEAST_EM * em ? 'least' : height < LITTLE_EM * em ? 'little' : 'much';
    if (room === this.room) return;
    this.room = room;
    this.#host.requestUpdate();
  }
}
