import { css } from 'lit';

/* Sizes are in `em` of the browser's own font size, whatever the page around does with `rem`. */

export const base = css`
  :host {
    all: initial;
    display: block;
    font: medium / 1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }
:host([data-mode='inline']) {
    height: 100%;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  .frame {
    --ink: #1b2a2f;
    --paper: #fff;
    --soft: #f2f6f7;
    --tint: #dfecee;
    --quiet: #4c5c62;
    --accent: #0b5563;
    --on-accent: #fff;
    --line: #d3dcdf;
    --edge: #6f8389;
    color-scheme: light dark;
    color: var(--ink);
    height: 100%;
  }
  @media (prefers-color-scheme: dark) {
    .frame {
      --ink: #e8eef0;
      --paper: #12191c;
      --soft: #1b2529;
      --tint: #1d3a42;
      --quiet: #a9b8bd;
      --accent: #7fc8d6;
      --on-accent: #0c2227;
      --line: #2f3f45;
      --edge: #7f9399;
    }
  }
  h2,
  h3,
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  button,
  textarea {
    font: inherit;
    color: inherit;
    margin: 0;
  }
  button {
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.15em;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  [aria-disabled='true'] {
    cursor: default;
    opacity: 0.55;
  }
  .icon {
    width: 1.5em;
    height: 1.5em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .icon.small {
    width: 1em;
    height: 1em;
    vertical-align: -0.1em;
  }
  [dir='rtl'] .turns {
    transform: scaleX(-1);
  }
  .unseen,
  .speaker {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
