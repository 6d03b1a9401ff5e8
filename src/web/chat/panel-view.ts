import { html, nothing, type TemplateResult } from 'lit';
import type { Conversation } from './conversation.ts';
import { headerView } from './header-view.ts';
import { chatIcon } from './icons.ts';
import { inputView } from './input-view.ts';
import { logView, newMessagesView } from './log-view.ts';
import { type MenuParts, menuView } from './menu-view.ts';
import type { MessageParts } from './message-view.ts';
import { noticeView } from './notice-view.ts';
import type { Texts } from './texts.ts';

type Talk = Pick<
  Conversation,
  'said' | 'notice' | 'secondsToWait' | 'isEnded' | 'isQuiet' | 'isTyping' | 'isBusy'
>;

export type PanelParts = {
  conversation: Talk;
  texts: Texts;
  language: string;
  direction: string;
  server: string;
  isShown: boolean;
  /** Whether the panel covers the whole screen. */
  isCovering: boolean;
  hasNews: boolean;
  isMenuOpen: boolean;
  isAsking: boolean;
  draftLength: number;
  spokenLimit: string;
  close: (() => void) | undefined;
  toggleMenu: () => void;
  leaveMenu: (event: FocusEvent) => void;
  tryAgain: () => void;
  startAgain: () => void;
  showNews: () => void;
  scrolled: () => void;
  written: (field: HTMLTextAreaElement) => void;
  send: (field: HTMLTextAreaElement) => void;
  pressed: (event: KeyboardEvent) => void;
} & Pick<MenuParts, 'ask' | 'remove' | 'print' | 'choose'> &
  Pick<MessageParts, 'press' | 'retry'>;

/** The button that opens the panel. */
export function openerView(texts: Texts, open: () => void, isOpen: boolean, hasNews: boolean) {
  return html`<button
    type="button"
    class="opener"
    aria-expanded="false"
    ?hidden=${isOpen}
    @click=${open}
  >
    ${chatIcon}<span>${texts.open}${hasNews ? html` – ${texts.newMessages}` : nothing}</span>
  </button>`;
}

function body(parts: PanelParts): TemplateResult {
  const { conversation, texts, isMenuOpen, leaveMenu, hasNews, showNews } = parts;
  return html`<div class="body">
    ${menuView({ ...parts, isOpen: isMenuOpen, left: leaveMenu, canDelete: !conversation.isEnded() })}
    ${logView({
      ...parts,
      said: conversation.said(),
      isQuiet: conversation.isQuiet(),
      isTyping: conversation.isTyping(),
      isBusy: conversation.isBusy,
    })}
    ${hasNews ? newMessagesView(texts.newMessages, showNews) : nothing}
  </div>`;
}

/** The chat itself: who speaks, what was said, how the connection is, and where one writes. */
export function panelView(parts: PanelParts): TemplateResult {
  const { conversation, texts, isShown, isCovering, draftLength, startAgain, tryAgain } = parts;
  return html`<section
    class="panel"
    role=${isCovering ? 'dialog' : 'region'}
    aria-modal=${isCovering ? 'true' : nothing}
    aria-labelledby="title"
    ?hidden=${!isShown}
    @keydown=${parts.pressed}
    @scroll=${parts.scrolled}
  >
    ${headerView(parts)} ${body(parts)}
    ${noticeView({
      texts,
      tryAgain,
      notice: conversation.notice(),
      seconds: conversation.secondsToWait(),
    })}
    ${
      conversation.isEnded()
        ? html`<div class="ended">
            <button type="button" class="action" @click=${startAgain}>${texts.startAgain}</button>
          </div>`
        : inputView({ ...parts, length: draftLength })
    }
  </section>`;
}
