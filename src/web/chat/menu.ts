import type { ReactiveControllerHost } from 'lit';

export type MenuHost = ReactiveControllerHost & {
  /** Focuses the first of these that is there, once everything is shown. */
  focusOn: (...selectors: string[]) => Promise<void>;
};

/** Whether the menu is open, and whether it asks if the conversation shall be deleted. */
export class Menu {
  readonly #host: MenuHost;
  isOpen = false;
  isAsking = false;

  constructor(host: MenuHost) {
    this.#host = host;
  }

  readonly toggle = (): void => {
    if (this.isOpen) this.close();
    else this.#show(true, '.menu [aria-pressed=true]');
  };

  readonly ask = (isAsking: boolean): void => {
    this.isAsking = isAsking;
    this.#host.requestUpdate();
    void this.#host.focusOn(isAsking ? '#keep' : '#delete');
  };

  /** Closes and goes back to the button that opens it. */
  close(): void {
    this.#show(false, '#menu-button');
  }

  /** Closes; the focus goes where it is wanted. */
  hide(): void {
    this.#show(false);
  }

  /** Who goes on elsewhere does not need the menu any more. */
  readonly left = (event: FocusEvent): void => {
    const menu = event.currentTarget as Element;
    const next = event.relatedTarget;
    if (next instanceof Element && !menu.contains(next) && next.id !== 'menu-button') this.hide();
  };

  #show(isOpen: boolean, ...selectors: string[]): void {
    this.isOpen = isOpen;
    this.isAsking = false;
    this.#host.requestUpdate();
    if (selectors.length > 0) void this.#host.focusOn(...selectors);
  }
}
