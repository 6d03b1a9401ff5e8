import { css } from 'lit';

/** What was said, and the buttons that belong to it. */
export const messages = css`
  .scroll {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1em;
  }
  .scroll:focus-visible {
    outline-offset: -3px;
  }
  .cramped .scroll {
    flex: 1 0 auto;
    overflow: visible;
  }
  .messages > li {
    position: relative;
    margin-block-end: 1em;
  }
  .words > * + * {
    margin-block-start: 0.6em;
  }
  .words ul:not(.actions) {
    list-style: disc;
    padding-inline-start: 1.25em;
  }
  .words li + li {
    margin-block-start: 0.25em;
  }
  .plain {
    white-space: pre-wrap;
  }
  .source {
    font-size: 0.8125em;
    color: var(--quiet);
  }
  .own {
    display: flex;
    flex-direction: column;
    align-items: flex-end;
  }
  .own .words {
    max-width: 85%;
    padding: 0.5em 0.9em;
    border: 1px solid transparent;
    border-radius: 1em;
    border-end-end-radius: 0.25em;
    background: var(--tint);
  }
  .fate {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 0.35em 0.6em;
    margin-block-start: 0.35em;
    font-size: 0.875em;
    color: var(--quiet);
  }
  .remark p {
    padding-block-start: 0.75em;
    border-block-start: 1px solid var(--line);
    font-size: 0.9375em;
    color: var(--quiet);
  }
  .remark:first-child p {
    padding-block-start: 0;
    border: 0;
  }
  .card {
    padding: 0.8em 0.9em;
    border: 1px solid var(--line);
    border-radius: 0.75em;
  }
  .card > * + * {
    margin-block-start: 0.25em;
  }
  .card > * + .actions {
    margin-block-start: 0.75em;
  }
  .card .title {
    font-weight: 600;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .words .actions li + li {
    margin: 0;
  }
  .action {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-height: 2.75rem;
    min-height: max(2.75em, 44px);
    min-width: 44px;
    padding: 0.45em 0.95em;
    border: 1px solid var(--edge);
    border-radius: 0.75em;
    background: var(--paper);
    color: var(--accent);
    font-weight: 500;
    line-height: 1.3;
    text-align: start;
    text-decoration: none;
  }
  .typing:not(:empty) {
    display: flex;
    align-items: center;
    gap: 0.6em;
    margin-block-end: 1em;
    font-size: 0.875em;
    color: var(--quiet);
  }
  .dots {
    display: inline-flex;
    gap: 0.25em;
  }
  .dots i {
    width: 0.4em;
    height: 0.4em;
    border-radius: 50%;
    background: currentColor;
    opacity: 0.5;
  }
  @media (hover: hover) {
    .action:not([aria-disabled]):hover {
      background: var(--soft);
      border-color: var(--accent);
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .dots i {
      animation: breathe 1.8s ease-in-out infinite;
    }
    .dots i:nth-child(2) {
      animation-delay: 0.2s;
    }
    .dots i:nth-child(3) {
      animation-delay: 0.4s;
    }
    @keyframes breathe {
      50% {
        opacity: 1;
      }
    }
  }
  @media (forced-colors: active) {
    .own .words {
      border-color: CanvasText;
    }
    .dots i {
      background: CanvasText;
    }
  }
`;
