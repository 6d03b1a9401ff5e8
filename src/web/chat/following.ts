import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Said } from './said.ts';

type Host = ReactiveControllerHost & HTMLElement;

const NEAR_PX = 48;
const MARGIN_PX = 12;

/** Keeps the newest messages in sight, from the beginning of what is new, unless somebody reads further up. */
export class Following implements ReactiveController {
  readonly #host: Host;
  readonly #said: () => readonly Said[];
  readonly #known = new Set<string>();
  #isAtEnd = true;
  /** Whether something new is out of sight. */
  hasNews = false;

  constructor(host: Host, said: () => readonly Said[]) {
    this.#host = host;
    this.#said = said;
    host.addController(this);
  }

  /** Whichever scrolls now: the messages, or with little room the whole panel. */
  #scroller(): HTMLElement | null | undefined {
    const root = this.#host.shadowRoot;
    return root?.querySelector<HTMLElement>('.cramped .panel') ?? root?.querySelector('.scroll');
  }

  readonly scrolled = (): void => {
    const scroller = this.#scroller();
    if (!scroller || scroller.clientHeight === 0) return;
    const rest = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    this.#isAtEnd = rest < NEAR_PX;
    if (!this.#isAtEnd || !this.hasNews) return;
    this.hasNews = false;
    this.#host.requestUpdate();
  };

  hostUpdated(): void {
    const said = this.#said();
    const first = said.findIndex(({ key }) => !this.#known.has(key));
    if (first < 0) {
      if (this.#isAtEnd) this.#toEnd();
      return;
    }
    const isOwn = said.slice(first).some(({ kind }) => kind === 'own');
    const isFirst = this.#known.size === 0;
    for (const { key } of said) this.#known.add(key);
    if (this.#isAtEnd || isOwn || isFirst) this.#toTurn(this.#lastTurn(said));
    else if (!this.hasNews) {
      this.hasNews = true;
      this.#host.requestUpdate();
    }
  }

  /** The question that was answered last. */
  #lastTurn(said: readonly Said[]): number {
    return said.map(({ kind }) => kind).lastIndexOf('own');
  }

  toNews(): void {
    this.hasNews = false;
    this.#toTurn(this.#lastTurn(this.#said()));
    this.#host.requestUpdate();
  }

  #toEnd(): void {
    const scroller = this.#scroller();
    if (scroller) scroller.scrollTop = scroller.scrollHeight - scroller.clientHeight;
  }

  /** To the end, but not past the beginning of the newest answer: it is read from there. */
  #toTurn(turn: number): void {
    const scroller = this.#scroller();
    if (!scroller) return;
    const items = this.#host.shadowRoot?.querySelectorAll('.messages > li');
    const question = items?.[turn];
    // A short question stays in sight above its answer.
    const isShort = question && question.clientHeight < scroller.clientHeight / 4;
    const begin = isShort ? question : items?.[turn + 1];
    const end = scroller.scrollHeight - scroller.clientHeight;
    const offset = begin
      ? begin.getBoundingClientRect().top - scroller.getBoundingClientRect().top - MARGIN_PX
      : end;
    scroller.scrollTop = Math.min(end, scroller.scrollTop + offset);
    this.scrolled();
  }
}
