import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Action } from './activity.ts';
import { type Conversation, createConversation } from './conversation.ts';
import { Covering } from './covering.ts';
import { isTouch, keepWithin } from './focus.ts';
import { Following } from './following.ts';
import { fitLines, limitText } from './input-view.ts';
import { languageFrom } from './languages.ts';
import { LONGEST_MESSAGE } from './message-view.ts';
import { PageEvents } from './page-events.ts';
import { openerView, panelView } from './panel-view.ts';
import { printConversation } from './printing.ts';
import { Roominess } from './roominess.ts';
import { createService } from './service.ts';
import { openSession } from './session.ts';
import { readSettings, type Settings } from './settings.ts';
import { styles } from './styles.ts';
import { GERMAN } from './texts.ts';
import { Wording } from './wording.ts';

/** The length of a draft is read out when there is a pause in writing. */
const PAUSE_MS = 1000;

/** The chat. It stands in the page, or behind a button in its corner. */
export class LotseChat extends LitElement {
  static override styles = styles;
  static override properties = {
    isOpen: { state: true },
    isMenuOpen: { state: true },
    isAsking: { state: true },
    draftLength: { state: true },
    spokenLimit: { state: true },
  };
  static #script: DOMStringMap = {};
  static #origin = location.origin;

  /** Takes over what a script tag says; to be called before the element is defined. */
  static useScript({ dataset, src }: HTMLScriptElement): void {
    LotseChat.#script = dataset;
    LotseChat.#origin = new URL(src).origin;
  }

  declare isOpen: boolean;
  declare isMenuOpen: boolean;
  declare isAsking: boolean;
  declare draftLength: number;
  declare spokenLimit: string;

  #settings: Settings | undefined;
  #conversation: Conversation | undefined;
  #wording: Wording | undefined;
  #isConnecting = false;
  #speaking: ReturnType<typeof setTimeout> | undefined;
  readonly #room = new Roominess(this);
  readonly #following = new Following(this, () => this.#conversation?.said() ?? []);
  readonly #covering = new Covering(this, {
    isOpen: () => this.isOpen && this.#settings?.mode === 'bubble',
    left: () => this.#hide(),
  });

  constructor() {
    super();
    this.isOpen = false;
    this.isMenuOpen = false;
    this.isAsking = false;
    this.draftLength = 0;
    this.spokenLimit = '';
    new PageEvents(this, () => this.#conversation);
  }

  override connectedCallback(): void {
    this.#settings ??= readSettings(this.dataset, LotseChat.#script, LotseChat.#origin);
    const { mode, server } = this.#settings;
    this.dataset['mode'] = mode;
    this.#conversation ??= this.#begin(this.#settings);
    this.#wording ??= new Wording(this, server);
    super.connectedCallback();
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

  #begin(settings: Settings): Conversation {
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
      changed: () => this.#changed(),
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

  /* Opening and closing */

  readonly #open = (): void => {
    this.isOpen = true;
    this.#connect();
    this.#covering.opened();
    void this.#focusOnTalk();
  };

  readonly #close = (): void => {
    this.#hide();
    this.#covering.closed();
  };

  #hide(): void {
    this.isOpen = false;
    this.isMenuOpen = false;
    void this.#focusOn('.opener');
  }

  async #focusOn(...selectors: string[]): Promise<void> {
    await this.updateComplete;
    for (const selector of selectors) {
      const element = this.renderRoot.querySelector<HTMLElement>(selector);
      if (!element) continue;
      element.focus({ preventScroll: true });
      return;
    }
  }

  /** Where writing goes on; on phones without the keyboard coming up. */
  #focusOnTalk(): Promise<void> {
    return this.#focusOn('.ended button', isTouch() ? '.scroll' : 'textarea', '.scroll');
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.isMenuOpen) {
      event.stopPropagation();
      this.#closeMenu();
    } else if (event.key === 'Escape' && this.isOpen) {
      event.stopPropagation();
      this.#close();
    } else if (this.#covering.isCovering) {
      keepWithin(event.currentTarget as HTMLElement, event);
    }
  };

  /* Menu */

  readonly #toggleMenu = (): void => {
    this.isMenuOpen = !this.isMenuOpen;
    this.isAsking = false;
  };

  #closeMenu(): void {
    this.isMenuOpen = false;
    void this.#focusOn('#menu-button');
  }

  /** Who goes on elsewhere does not need the menu any more. */
  readonly #leaveMenu = (event: FocusEvent): void => {
    const menu = event.currentTarget as Element;
    const next = event.relatedTarget;
    if (!(next instanceof Element) || menu.contains(next) || next.id === 'menu-button') return;
    this.isMenuOpen = false;
  };

  readonly #print = (): void => {
    this.#closeMenu();
    printConversation(this);
  };

  readonly #ask = (isAsking: boolean): void => {
    this.isAsking = isAsking;
    void this.#focusOn(isAsking ? '#keep' : '#delete');
  };

  readonly #remove = async (): Promise<void> => {
    this.isMenuOpen = false;
    void this.#focusOnTalk();
    await this.#conversation?.remove();
    if (this.#conversation?.isEnded()) void this.#focusOnTalk();
  };

  readonly #choose = (tag: string, name: string): void => {
    this.#closeMenu();
    this.#conversation?.chooseLanguage(tag, name);
  };

  /* Talking */

  readonly #write = (field: HTMLTextAreaElement): void => {
    fitLines(field);
    this.draftLength = field.value.length;
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => {
      this.spokenLimit = limitText(this.draftLength, this.#wording?.texts ?? GERMAN);
    }, PAUSE_MS);
  };

  readonly #send = (field: HTMLTextAreaElement): void => {
    const text = field.value.trim();
    field.focus();
    if (!text || field.value.length > LONGEST_MESSAGE) return;
    this.#conversation?.say(text);
    field.value = '';
    this.#write(field);
  };

  readonly #press = (action: Action, origin: string, event: Event): void => {
    const isSuggestion = (event.currentTarget as Element).closest('.suggestions') !== null;
    this.#conversation?.press(action, origin);
    if (isSuggestion) void this.#focusOnTalk();
  };

  readonly #retry = (key: string): void => {
    this.#conversation?.retry(key);
    void this.#focusOnTalk();
  };

  readonly #tryAgain = (): void => {
    this.#conversation?.tryAgain();
    void this.#focusOnTalk();
  };

  readonly #startAgain = (): void => {
    this.#conversation?.startAgain();
    void this.#focusOnTalk();
  };

  readonly #showNews = (): void => {
    this.#following.toNews();
    void this.#focusOn('.scroll');
  };

  protected override render(): TemplateResult | typeof nothing {
    const settings = this.#settings;
    const wording = this.#wording;
    const conversation = this.#conversation;
    if (!settings || !wording?.isReady || !conversation) return nothing;
    const { texts, language, direction } = wording;
    const isBubble = settings.mode === 'bubble';
    const classes = {
      frame: true,
      [settings.mode]: true,
      free: !isBubble && !this.#room.isGivenHeight,
      covering: this.#covering.isCovering,
      cramped: this.#room.room !== 'much',
      least: this.#room.room === 'least',
    };
    return html`<div class=${classMap(classes)} lang=${language} dir=${direction}>
      ${isBubble ? openerView(texts, this.#open, this.isOpen, this.#following.hasNews) : nothing}
      ${panelView({
        conversation,
        texts,
        language,
        direction,
        server: settings.server,
        isShown: !isBubble || this.isOpen,
        isCovering: this.#covering.isCovering,
        hasNews: this.#following.hasNews,
        isMenuOpen: this.isMenuOpen,
        isAsking: this.isAsking,
        draftLength: this.draftLength,
        spokenLimit: this.spokenLimit,
        close: isBubble ? this.#close : undefined,
        toggleMenu: this.#toggleMenu,
        leaveMenu: this.#leaveMenu,
        ask: this.#ask,
        remove: this.#remove,
        print: this.#print,
        choose: this.#choose,
        press: this.#press,
        retry: this.#retry,
        tryAgain: this.#tryAgain,
        startAgain: this.#startAgain,
        showNews: this.#showNews,
        scrolled: this.#following.scrolled,
        written: this.#write,
        send: this.#send,
        pressed: this.#pressed,
      })}
    </div>`;
  }
}
