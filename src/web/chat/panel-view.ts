import { html, nothing, type TemplateResult } from 'lit';
import type { Conversation } from './conversation.ts';
import type { Following } from './following.ts';
import { type HeaderParts, headerView } from './header-view.ts';
import { chatIcon } from './icons.ts';
import { type InputParts, inputView } from './input-view.ts';
import { logView, newMessagesView } from './log-view.ts';
import { type MenuParts, menuView } from './menu-view.ts';
import type { MessageParts } from './message-view.ts';
import { noticeView } from './notice-view.ts';
import type { Texts } from './texts.ts';

export type PanelParts = HeaderParts &
  InputParts &
  Omit<MenuParts, 'canDelete'> &
  Pick<MessageParts, 'press' | 'retry'> & {
    conversation: Conversation;
    following: Following;
    isShown: boolean;
    /** Whether the panel covers the whole screen. */
    isCovering: boolean;
    pressed: (event: KeyboardEvent) => void;
    tryAgain: () => void;
    startAgain: () => void;
    showNews: () => void;
  };

export type OpenerParts = {
  texts: Texts;
  direction: string;
  isOpen: boolean;
  hasNews: boolean;
  open: () => void;
};

/** The button that opens the panel. */
export function openerView({ texts, direction, isOpen, hasNews, open }: OpenerParts) {
  return html`<button
    type="button"
    class="opener"
    dir=${direction}
    aria-expanded="false"
    ?hidden=${isOpen}
    @click=${open}
  >
    ${chatIcon}<span>${texts.open}${hasNews ? html` – ${texts.newMessages}` : nothing}</span>
  </button>`;
}

function body(parts: PanelParts): TemplateResult {
  const { conversation, texts, following, showNews } = parts;
  return html`<div class="body">
    ${menuView({ ...parts, canDelete: !conversation.isEnded() })}
    ${logView({
      ...parts,
      said: conversation.said(),
      isQuiet: conversation.isQuiet(),
      isTyping: conversation.isTyping(),
      isBusy: conversation.isBusy,
      scrolled: following.scrolled,
    })}
    ${following.hasNews ? newMessagesView(texts.newMessages, showNews) : nothing}
  </div>`;
}

const endedView = (text: string, startAgain: () => void): TemplateResult =>
  html`<div class="ended">
    <button type="button" class="action" @click=${startAgain}>${text}</button>
  </div>`;

/** The chat itself: who speaks, what was said, how the connection is, and where one writes. */
export function panelView(parts: PanelParts): TemplateResult {
  const { conversation, texts, direction, isShown, isCovering, tryAgain } = parts;
  return html`<section
    class="panel"
    dir=${direction}
    role=${isCovering ? 'dialog' : 'region'}
    aria-modal=${isCovering ? 'true' : nothing}
    aria-labelledby="title"
    ?hidden=${!isShown}
    @keydown=${parts.pressed}
    @scroll=${parts.following.scrolled}
  >
    ${headerView(parts)} ${body(parts)}
    ${noticeView({
      texts,
      tryAgain,
      notice: conversation.notice(),
      seconds: conversation.secondsToWait(),
    })}
    ${conversation.isEnded() ? endedView(texts.startAgain, parts.startAgain) : inputView(parts)}
  </section>`;
}
