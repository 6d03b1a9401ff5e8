import { html, type nothing, type TemplateResult } from 'lit';
import { externalIcon } from './icons.ts';
import { type Block, type Inline, readMarkdown, safeUrl } from './markdown.ts';

type Shown = TemplateResult | string | typeof nothing;

/** A link; addresses of other pages open beside this one, so that the conversation stays. */
export function link(url: string, content: unknown, name = ''): Shown {
  const safe = safeUrl(url);
  if (!safe) return html`<span class=${name}>${content}</span>`;
  const isPage = /^https?:/i.test(safe);
  return isPage
    ? html`<a class=${name} href=${safe} target="_blank" rel="noopener noreferrer">${content}${externalIcon}</a>`
    : html`<a class=${name} href=${safe}>${content}</a>`;
}

function inline(node: Inline): Shown {
  if (typeof node === 'string') return node;
  switch (node.kind) {
    case 'bold':
      return html`<strong>${node.children.map(inline)}</strong>`;
    case 'italic':
      return html`<em>${node.children.map(inline)}</em>`;
    case 'link':
      return link(node.url, node.children.map(inline));
    case 'break':
      return html`<br>`;
    default:
      return node satisfies never;
  }
}

function block(given: Block): Shown {
  switch (given.kind) {
    case 'paragraph':
      return html`<p>${given.children.map(inline)}</p>`;
    case 'list':
      return html`<ul>${given.items.map((item) => html`<li>${item.map(inline)}</li>`)}</ul>`;
    case 'source':
      return html`<p class="source">${given.children.map(inline)}</p>`;
    default:
      return given satisfies never;
  }
}

/** What the bot wrote, with its markdown. */
export const richText = (text: string): Shown[] => readMarkdown(text).map(block);

/** What somebody wrote, as it is. */
export const plainText = (text: string): Shown => html`<p class="plain">${text}</p>`;
