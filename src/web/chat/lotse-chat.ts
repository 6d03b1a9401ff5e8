import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Action } from './activity.ts';
import { type Conversation, createConversation } from './conversation.ts';
import { Covering } from './covering.ts';
import { Draft } from './draft.ts';
import { isTouch, keepWithin } from './focus.ts';
import { Following } from './following.ts';
import { languageFrom } from './languages.ts';
import { Menu } from './menu.ts';
import { PageEvents } from './page-events.ts';
import { openerView, panelView } from './panel-view.ts';
import { printConversation } from './printing.ts';
import { Roominess } from './roominess.ts';
import { createService } from './service.ts';
import { openSession } from './session.ts';
import { readSettings, type Settings } from './settings.ts';
import { styles } from './styles.ts';
import { Wording } from './wording.ts';

function begin(settings: Settings, changed: () => void): Conversation {
  const session = openSession(() => sessionStorage);
  const { languages } = navigator;
  const wanted = [settings.language, ...languages, document.documentElement.lang];
  return createConversation({
    service: createService({ ...settings, fetch: (url, init) => fetch(url, init) }),
    session,
    openSocket: (url) => new WebSocket(url),
    isHidden: () => document.visibilityState === 'hidden',
    canDelete: settings.isOurs,
    language: languageFrom([session.read().language, ...wanted]),
    changed,
  });
}

/** The chat. It stands in the page, or behind a button in its corner. */
export class LotseChat extends LitElement {
  static override styles = styles;
  static #script: DOMStringMap = {};
  static #origin = location.origin;

  /** Takes over what a script tag says; to be called before the element is defined. */
  static useScript({ dataset, src }: HTMLScriptElement): void {
    LotseChat.#script = dataset;
    if (src) LotseChat.#origin = new URL(src).origin;
  }

  #settings: Settings | undefined;
  #conversation: Conversation | undefined;
  #wording: Wording | undefined;
  #isConnecting = false;
  #isOpen = false;
  readonly #menu = new Menu(this);
  readonly #draft = new Draft(this, (text) => this.#conversation?.say(text));
  readonly #room = new Roominess(this);
  readonly #following = new Following(this, () => this.#conversation?.said() ?? []);
  readonly #covering = new Covering(this, { isOpen: () => this.#isOpen, left: () => this.#hide() });

  constructor() {
    super();
    new PageEvents(this, () => this.#conversation);
  }

  override connectedCallback(): void {
    this.#settings ??= readSettings(this.dataset, LotseChat.#script, LotseChat.#origin);
    const { mode, server } = this.#settings;
    this.dataset['mode'] = mode;
    this.#conversation ??= begin(this.#settings, () => this.#changed());
    super.connectedCallback();
    this.#wording ??= new Wording(this, server);
    this.#changed();
    if (mode === 'inline') this.#connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Frameworks move elements about; only what stays away is given up.
    setTimeout(() => {
      if (this.isConnected) return;
      this.#conversation?.leave();
      this.#conversation = undefined;
      this.#isConnecting = false;
    });
  }

  #connect(): void {
    if (this.#isConnecting) return;
    this.#isConnecting = true;
    this.#conversation?.connect();
  }

  #changed(): void {
    const language = this.#conversation?.language();
    if (language) void this.#wording?.speak(language);
    this.requestUpdate();
  }

  /** Focuses the first of these that is there, once everything is shown. */
  async focusOn(...selectors: string[]): Promise<void> {
    await this.updateComplete;
    for (const selector of selectors) {
      const element = this.renderRoot.querySelector<HTMLElement>(selector);
      if (!element) continue;
      // Where one talks is in sight already, except with least room; the page around must not jump.
      const isInSight = element.matches('.scroll, textarea') && this.#room.room !== 'least';
      element.focus({ preventScroll: isInSight });
      return;
    }
  }

  /** Where writing goes on; on phones without the keyboard coming up. */
  #focusOnTalk(): void {
    void this.focusOn('.ended button', isTouch() ? '.scroll' : 'textarea', '.scroll');
  }

  readonly #open = (): void => {
    this.#isOpen = true;
    this.requestUpdate();
    this.#connect();
    this.#covering.opened();
    this.#focusOnTalk();
  };

  readonly #close = (): void => {
    this.#hide();
    this.#covering.closed();
  };

  #hide(): void {
    this.#isOpen = false;
    this.#menu.hide();
    void this.focusOn('.opener');
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.#menu.isOpen) {
      event.stopPropagation();
      this.#menu.close();
    } else if (event.key === 'Escape' && this.#isOpen) {
      event.stopPropagation();
      this.#close();
    } else if (this.#covering.isCovering) {
      keepWithin(event.currentTarget as HTMLElement, event);
    }
  };

  readonly #print = (): void => {
    this.#menu.close();
    printConversation(this);
  };

  readonly #choose = (tag: string, name: string): void => {
    this.#menu.close();
    this.#conversation?.chooseLanguage(tag, name);
  };

  readonly #remove = async (): Promise<void> => {
    this.#menu.hide();
    this.#focusOnTalk();
    await this.#conversation?.remove();
    this.#focusOnTalk();
  };

  readonly #press = (action: Action, origin: string, event: Event): void => {
    const isSuggestion = (event.currentTarget as Element).closest('.suggestions') !== null;
    this.#conversation?.press(action, origin);
    // Suggestions vanish when one was taken; other buttons stay where they are.
    if (isSuggestion) this.#focusOnTalk();
  };

  readonly #retry = (key: string): void => {
    this.#conversation?.retry(key);
    this.#focusOnTalk();
  };

  readonly #tryAgain = (): void => {
    this.#conversation?.tryAgain();
    this.#focusOnTalk();
  };

  readonly #startAgain = (): void => {
    this.#conversation?.startAgain();
    this.#focusOnTalk();
  };

  readonly #showNews = (): void => {
    this.#following.toNews();
    void this.focusOn('.scroll');
  };

  #classes(mode: string): string {
    const { room, isGivenHeight } = this.#room;
    return [
      `frame ${mode}`,
      mode === 'inline' && !isGivenHeight ? 'free' : '',
      this.#covering.isCovering ? 'covering' : '',
      room === 'much' ? '' : 'cramped',
      room,
    ].join(' ');
  }

  protected override render(): TemplateResult | typeof nothing {
    const conversation = this.#conversation;
    if (!this.#settings || !this.#wording?.isReady || !conversation) return nothing;
    const { mode, server } = this.#settings;
    const { texts, language, direction } = this.#wording;
    const isBubble = mode === 'bubble';
    const isOpen = this.#isOpen;
    const shared = { texts, language, direction, following: this.#following };
    const { hasNews } = this.#following;
    return html`<div class="probe"></div>
      <div class=${this.#classes(mode)} lang=${language}>
        ${isBubble ? openerView({ ...shared, isOpen, hasNews, open: this.#open }) : nothing}
        ${panelView({
          ...shared,
          conversation,
          server,
          menu: this.#menu,
          draft: this.#draft,
          isShown: !isBubble || isOpen,
          isCovering: this.#covering.isCovering,
          close: isBubble ? this.#close : undefined,
          remove: this.#remove,
          print: this.#print,
          choose: this.#choose,
          press: this.#press,
          retry: this.#retry,
          tryAgain: this.#tryAgain,
          startAgain: this.#startAgain,
          showNews: this.#showNews,
          pressed: this.#pressed,
        })}
      </div>`;
  }
}
