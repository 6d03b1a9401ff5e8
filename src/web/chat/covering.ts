import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & HTMLElement;

export type CoveringParts = {
  isOpen: () => boolean;
  /** The back button of the browser was pressed. */
  left: () => void;
};

const SMALL = '(max-width: 30em), (max-height: 30em)';

type Marked = { lotse?: boolean } | null;
const isMarked = (): boolean => (history.state as Marked)?.lotse === true;

/**
 * An open bubble covers the whole screen of a phone. Then nothing behind it can be reached, the back button closes it,
 * and it is as high as the keyboard leaves room for.
 */
export class Covering implements ReactiveController {
  readonly #host: Host;
  readonly #parts: CoveringParts;
  readonly #query = matchMedia(SMALL);
  #sheet: CSSStyleSheet | undefined;
  #rule = '';
  #behind: HTMLElement[] | undefined;

  constructor(host: Host, parts: CoveringParts) {
    this.#host = host;
    this.#parts = parts;
    host.addController(this);
  }

  /** Whether the open panel covers the screen now. */
  get isCovering(): boolean {
    return this.#query.matches && this.#parts.isOpen();
  }

  hostConnected(): void {
    this.#query.addEventListener('change', this.#resized);
    window.visualViewport?.addEventListener('resize', this.#resized);
    window.visualViewport?.addEventListener('scroll', this.#resized);
    window.addEventListener('popstate', this.#popped);
  }

  hostDisconnected(): void {
    this.#query.removeEventListener('change', this.#resized);
    window.visualViewport?.removeEventListener('resize', this.#resized);
    window.visualViewport?.removeEventListener('scroll', this.#resized);
    window.removeEventListener('popstate', this.#popped);
    this.#reveal();
  }

  hostUpdated(): void {
    if (!this.isCovering) this.#reveal();
    else if (!this.#behind) this.#hide();
    this.#fit();
  }

  /** To be called when the panel opens and closes. */
  opened(): void {
    if (this.isCovering && !isMarked()) history.pushState({ ...history.state, lotse: true }, '');
  }

  closed(): void {
    if (isMarked()) history.back();
  }

  readonly #resized = (): void => this.#host.requestUpdate();

  readonly #popped = (): void => {
    if (this.#parts.isOpen() && !isMarked()) this.#parts.left();
  };

  #hide(): void {
    const behind: HTMLElement[] = [];
    for (let node: Element = this.#host; node.parentElement; node = node.parentElement) {
      for (const sibling of node.parentElement.children) {
        if (sibling === node || !(sibling instanceof HTMLElement) || sibling.inert) continue;
        sibling.inert = true;
        behind.push(sibling);
      }
    }
    this.#behind = behind;
  }

  #reveal(): void {
    for (const element of this.#behind ?? []) element.inert = false;
    this.#behind = undefined;
  }

  /** A style sheet of its own, because pages may forbid style attributes. */
  #fit(): void {
    const root = this.#host.shadowRoot;
    const view = window.visualViewport;
    if (!root?.adoptedStyleSheets || !view) return;
    if (!this.#sheet) {
      this.#sheet = new CSSStyleSheet();
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#sheet];
    }
    // Who has magnified the page moves about in it; the panel then stays as it is.
    const isFitting = this.isCovering && Math.abs(view.scale - 1) < 0.01;
    const rule = isFitting
      ? `.covering.covering{top:${view.offsetTop}px;bottom:auto;height:${view.height}px}`
      : '';
    if (rule !== this.#rule) this.#sheet.replaceSync(rule);
    this.#rule = rule;
  }
}
