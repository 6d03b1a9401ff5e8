import { css } from 'lit';

/** Where one writes, and the menu. */
export const controls = css`
  .composer,
  .ended {
    flex: none;
    padding: 0.6em;
    border-block-start: 1px solid var(--line);
    background: var(--paper);
  }
  .ended {
    display: flex;
    justify-content: center;
  }
  .line {
    display: flex;
    align-items: flex-end;
    gap: 0.5em;
  }
  textarea {
    flex: 1;
    min-width: 0;
    display: block;
    resize: none;
    overflow-x: hidden;
    padding: 0.55em 0.9em;
    border: 1px solid var(--edge);
    border-radius: 1.4em;
    background: var(--paper);
    line-height: 1.5;
    min-height: 44px;
  }
  textarea:focus-visible {
    outline-offset: 0;
    outline-width: 2px;
  }
  textarea::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  .send {
    flex: none;
    display: grid;
    place-items: center;
    width: max(2.75em, 44px);
    height: max(2.75em, 44px);
    padding: 0;
    border: 1px solid transparent;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
  }
  .limit {
    padding: 0 0.9em 0.4em;
    font-size: 0.875em;
    color: var(--quiet);
  }
  .limit.over {
    color: var(--ink);
    font-weight: 600;
  }
  .news {
    position: absolute;
    inset-block-end: 0.75em;
    inset-inline: 0;
    margin-inline: auto;
    width: fit-content;
    max-width: calc(100% - 2em);
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    min-height: 44px;
    padding: 0 1em 0 0.8em;
    border: 1px solid var(--edge);
    border-radius: 1.4em;
    background: var(--paper);
    color: var(--accent);
    font-weight: 500;
    box-shadow: 0 0.15em 0.6em rgb(10 40 50 / 0.2);
  }
  .menu {
    position: absolute;
    z-index: 1;
    inset: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1em;
    background: var(--paper);
  }
  h3 {
    display: flex;
    align-items: center;
    gap: 0.5em;
    margin-block-end: 0.6em;
    font-size: 1em;
  }
  .languages,
  .entries {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(9em, 100%), 1fr));
    gap: 0.25em;
  }
  .languages button,
  .entry {
    display: flex;
    align-items: center;
    gap: 0.4em;
    width: 100%;
    min-height: max(2.75em, 44px);
    padding: 0.4em 0.6em;
    border: 1px solid transparent;
    border-radius: 0.5em;
    background: none;
    color: var(--ink);
    text-align: start;
    text-decoration: none;
  }
  .languages button[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--soft);
    color: var(--accent);
    font-weight: 600;
  }
  .entries {
    margin-block-start: 0.75em;
    padding-block-start: 0.75em;
    border-block-start: 1px solid var(--line);
  }
  .whole {
    grid-column: 1 / -1;
  }
  .question {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    padding: 0.75em;
    border-radius: 0.5em;
    background: var(--soft);
  }
  .question p {
    flex-basis: 100%;
  }
  .cramped .menu {
    position: static;
    flex: none;
    border-block-end: 1px solid var(--line);
  }
  @media (hover: hover) {
    .languages button:hover,
    .entry:hover {
      background: var(--soft);
    }
    .send:not([aria-disabled]):hover {
      filter: brightness(1.15);
    }
  }
  @media (forced-colors: active) {
    .send {
      border-color: ButtonText;
    }
    .languages button[aria-pressed='true'] {
      border-color: Highlight;
    }
  }
`;
