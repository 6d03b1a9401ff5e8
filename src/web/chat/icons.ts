import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

/* Plain line drawings in the colour of the text; what they mean is always said in words as well. */

const icon = (lines: SVGTemplateResult, name = ''): TemplateResult =>
  html`<svg class="icon ${name}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${lines}</svg>`;

export const chatIcon = icon(svg`<path d="M4 5h16v11H10l-4 4v-4H4z"/><path d="M8 9h8M8 12.5h5"/>`);
export const menuIcon = icon(svg`<path d="M4 7h16M4 12h16M4 17h16"/>`);
export const closeIcon = icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`);
export const sendIcon = icon(svg`<path d="M4 12h15M13 6l6 6-6 6"/>`, 'turns');
export const externalIcon = icon(svg`<path d="M9 7h8v8M17 7L7 17"/>`, 'small turns');
export const downIcon = icon(svg`<path d="M12 5v14M6 13l6 6 6-6"/>`);
export const phoneIcon = icon(
  svg`<path d="M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z"/>`,
  'small',
);
export const mailIcon = icon(svg`<path d="M3 6h18v12H3z"/><path d="M3 7l9 7 9-7"/>`, 'small');
export const languageIcon = icon(
  svg`<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18"/>`,
);
