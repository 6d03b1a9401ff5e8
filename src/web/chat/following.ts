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
  #isHidden = true;
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
    if (this.#isAtEnd) this.#setNews(false);
  };

  hostUpdated(): void {
    const said = this.#said();
    const fresh = said.filter(({ key }) => !this.#known.has(key));
    const isFirst = this.#known.size === 0;
    const wasHidden = this.#isHidden;
    this.#isHidden = !this.#scroller()?.clientHeight;
    for (const { key } of fresh) this.#known.add(key);
    if (this.#isHidden) {
      if (fresh.length > 0 && !isFirst) this.#setNews(true);
    } else if (wasHidden) {
      this.toNews();
    } else if (fresh.length === 0) {
      if (this.#isAtEnd) this.#toEnd();
    } else if (this.#isAtEnd || isFirst || fresh.some(({ kind }) => kind === 'own')) {
      this.#toTurn(this.#lastTurn(said));
    } else this.#setNews(true);
  }

  #setNews(hasNews: boolean): void {
    if (hasNews === this.hasNews) return;
    this.hasNews = hasNews;
    this.#host.requestUpdate();
  }

  /** The question that was answered last. */
  #lastTurn(said: readonly Said[]): number {
    return said.map(({ kind }) => kind).lastIndexOf('own');
  }

  toNews(): void {
    this.#setNews(false);
    this.#toTurn(this.#lastTurn(this.#said()));
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
    scroller.scrollTop = turn < 0 ? 0 : Math.min(end, scroller.scrollTop + offset);
    this.scrolled();
  }
}
