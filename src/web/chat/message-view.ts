import { html, nothing, type TemplateResult } from 'lit';
import type { Action, Activity, Card } from './activity.ts';
import { LONGEST_MESSAGE } from './draft.ts';
import { mailIcon, phoneIcon } from './icons.ts';
import { directionOf } from './languages.ts';
import { link, plainText, richText } from './rich-text.ts';
import type { Said } from './said.ts';
import { fill, type Texts } from './texts.ts';

export type MessageParts = {
  texts: Texts;
  press: (action: Action, origin: string, event: Event) => void;
  isBusy: (origin: string) => boolean;
  retry: (key: string) => void;
};

const speaker = (name: string): TemplateResult => html`<span class="speaker">${name}: </span>`;

const schemeIcon = (url: string): TemplateResult | typeof nothing => {
  if (url.startsWith('tel:')) return phoneIcon;
  return url.startsWith('mailto:') ? mailIcon : nothing;
};

function button(action: Action, origin: string, { press, isBusy }: MessageParts) {
  if (action.kind === 'open') {
    return link(action.url, html`${schemeIcon(action.url)}<span>${action.title}</span>`, 'action');
  }
  const busy = isBusy(origin);
  const pressed = (event: Event): void => {
    if (!busy) press(action, origin, event);
  };
  return html`<button
    type="button"
    class="action"
    aria-disabled=${busy ? 'true' : nothing}
    @click=${pressed}
  >${action.title}</button>`;
}

const actions = (all: readonly Action[], origin: string, parts: MessageParts) =>
  all.map((action, index) => html`<li>${button(action, `${origin}.${index}`, parts)}</li>`);

function card({ title, text, actions: all }: Card, origin: string, parts: MessageParts) {
  const isBare = !title && !text;
  return html`<div class=${isBare ? '' : 'card'}>
    ${title ? html`<p class="title">${title}</p>` : nothing}
    ${richText(text)}
    ${all.length > 0 ? html`<ul class="actions" role="list">${actions(all, origin, parts)}</ul>` : nothing}
  </div>`;
}

function botMessage(activity: Activity, parts: MessageParts, isNewest: boolean): TemplateResult {
  const { id, locale, text, isPlain, cards, suggestions } = activity;
  const { texts } = parts;
  // Answers stand outside of what is read out, so it is said here that there are some.
  const count = isNewest && suggestions.length > 0;
  return html`${speaker(texts.bot)}
    <div class="words" lang=${locale ?? nothing} dir=${locale ? directionOf(locale) : 'auto'}>
      ${isPlain ? plainText(text) : richText(text)}
      ${cards.map((each, index) => card(each, `${id}.${index}`, parts))}
    </div>
    ${count ? html`<span class="unseen">${texts.answers}: ${suggestions.length}</span>` : nothing}`;
}

function fate(said: Extract<Said, { kind: 'own' }>, { texts, retry }: MessageParts) {
  switch (said.fate) {
    case 'sent':
      return nothing;
    case 'waiting':
      return html`<p class="fate">${texts.waiting}</p>`;
    case 'tooLong': {
      const over = Math.max(1, said.text.length - LONGEST_MESSAGE);
      return html`<p class="fate">${texts.notSent}. ${fill(texts.overLong, { over })}</p>`;
    }
    case 'failed':
      return html`<p class="fate">
        <span>${texts.notSent}</span>
        <button type="button" class="action" @click=${() => retry(said.key)}>${texts.retry}</button>
      </p>`;
    default:
      return said.fate satisfies never;
  }
}

/** One entry of the conversation, with who said it. */
export function message(said: Said, parts: MessageParts, isNewest: boolean): TemplateResult {
  const { texts } = parts;
  switch (said.kind) {
    case 'bot':
      return html`<li class="bot">${botMessage(said.activity, parts, isNewest)}</li>`;
    case 'own':
      return html`<li class="own">
        ${speaker(texts.you)}
        <div class="words" dir="auto">${plainText(said.text)}</div>
        ${fate(said, parts)}
      </li>`;
    case 'expired':
    case 'deleted':
      return html`<li class="remark"><p>${texts[said.kind]}</p></li>`;
    default:
      return said satisfies never;
  }
}

/** The answers that the newest message offers. */
export function suggestionsView({ activity }: { activity: Activity }, parts: MessageParts) {
  const { id, locale, suggestions } = activity;
  if (suggestions.length === 0) return nothing;
  return html`<ul
    class="actions suggestions"
    role="list"
    aria-label=${parts.texts.answers}
    lang=${locale ?? nothing}
    dir=${locale ? directionOf(locale) : nothing}
  >${actions(suggestions, `${id}.s`, parts)}</ul>`;
}
