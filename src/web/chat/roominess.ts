import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & HTMLElement;

/** How much room there is: with little, the header moves away; with least, everything scrolls. */
export type Room = 'much' | 'little' | 'least';

const LITTLE_EM = 24;
const LEAST_EM = 12;

/**
 * Measures the room for the panel, whatever makes it small (the screen, the keyboard, magnification, the page), and
 * whether the page gives a height to the chat. Style sheets of the page may come late, so both are watched.
 */
export class Roominess implements ReactiveController {
  readonly #host: Host;
  #observer: ResizeObserver | undefined;
  #panel: Element | null | undefined;
  room: Room = 'much';
  /** Whether the place in the page gives a height; otherwise the chat chooses one. */
  isGivenHeight = false;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) {
        if (target === this.#panel) this.#measure(contentRect.height);
        else this.#given(contentRect.height > 0);
      }
    });
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#panel = undefined;
  }

  hostUpdated(): void {
    const root = this.#host.shadowRoot;
    const panel = root?.querySelector('.panel');
    const probe = root?.querySelector('.probe');
    if (!panel || !probe || panel === this.#panel) return;
    this.#panel = panel;
    this.#observer?.observe(panel);
    this.#observer?.observe(probe);
  }

  #given(isGivenHeight: boolean): void {
    if (isGivenHeight === this.isGivenHeight) return;
    this.isGivenHeight = isGivenHeight;
    this.#host.requestUpdate();
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
