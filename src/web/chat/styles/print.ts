import { css } from 'lit';

/** On paper: the whole conversation, black on white, with the names of who speaks. */
export const print = css`
  @media print {
    .frame.frame {
      position: static;
      --ink: #000;
      --paper: #fff;
      --quiet: #000;
      --accent: #000;
      --tint: #fff;
      --line: #888;
      color-scheme: light;
      height: auto;
      min-height: 0;
    }
    :host(:not([data-lotse-printing])) .bubble {
      display: none;
    }
    .frame .panel {
      position: static;
      display: block;
      width: auto;
      height: auto;
      overflow: visible;
      border: 0;
      box-shadow: none;
    }
    .scroll,
    .cramped .scroll {
      overflow: visible;
      padding: 1em 0;
    }
    .tool,
    .menu,
    .typing,
    .suggestions,
    .notice,
    .composer,
    .ended,
    .news,
    .fate button,
    .words button,
    .icon,
    .opener {
      display: none !important;
    }
    .speaker {
      position: static;
      width: auto;
      height: auto;
      margin: 0;
      clip-path: none;
      display: block;
      font-weight: 600;
    }
    .messages > li {
      display: block;
    }
    .own,
    .speaker {
      break-after: avoid;
    }
    .own .words {
      max-width: none;
      padding: 0;
    }
    .card {
      break-inside: avoid;
    }
    .action {
      display: inline;
      padding: 0;
      border: 0;
    }
    a[href^='http']::after {
      content: ' (' attr(href) ')';
      font-weight: 400;
    }
  }
`;
