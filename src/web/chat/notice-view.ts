import { html, nothing, type TemplateResult } from 'lit';
import type { Notice } from './notices.ts';
import { fill, type Texts } from './texts.ts';

export type NoticeParts = {
  notice: Notice;
  seconds: number;
  texts: Texts;
  tryAgain: () => void;
};

/** The team "Beratung und Begleitung" of the city. */
const PHONE = { shown: '05971 939-390', url: 'tel:+495971939390' };

function failed({ texts, tryAgain }: NoticeParts): TemplateResult {
  const [before, after] = texts.failed.split('{{phone}}');
  return html`<p>${before}<a href=${PHONE.url}><bdi dir="ltr">${PHONE.shown}</bdi></a>${after}</p>
    <button type="button" class="action" @click=${tryAgain}>${texts.tryAgain}</button>`;
}

function content(parts: NoticeParts): TemplateResult | typeof nothing {
  const { notice, seconds, texts } = parts;
  switch (notice) {
    case undefined:
      return nothing;
    case 'failed':
      return failed(parts);
    case 'tooFast':
      return html`<p>${fill(texts.tooFast, { seconds })}</p>`;
    case 'connecting':
    case 'offline':
    case 'online':
    case 'reconnecting':
      return html`<p>${texts[notice]}</p>`;
    default:
      return notice satisfies never;
  }
}

/** How the connection is. The place is always there, so that what comes into it is read out. */
export const noticeView = (parts: NoticeParts): TemplateResult =>
  html`<div class="notice" role="status">${content(parts)}</div>`;
