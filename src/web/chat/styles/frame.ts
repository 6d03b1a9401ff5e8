import { css } from 'lit';

/** The bubble, the panel and where they stand. */
export const frame = css`
  /* The corner is the one of the page, whatever direction the chat is read in. */
  .bubble {
    position: fixed;
    z-index: 2147483000;
    inset-block-end: 1em;
    inset-inline-end: 1em;
    height: auto;
  }
  .opener {
    display: inline-flex;
    align-items: center;
    gap: 0.6em;
    min-height: 3.5em;
    min-width: 3.5em;
    padding: 0 1.1em 0 1em;
    border: 1px solid transparent;
    border-radius: 1.75em;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    box-shadow: 0 0.15em 0.8em rgb(10 40 50 / 0.25);
  }
  .opener:focus-visible {
    outline-offset: 3px;
    box-shadow: 0 0 0 3px var(--paper);
  }
  .panel {
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 0.75em;
    overflow-wrap: anywhere;
  }
  .bubble .panel {
    width: min(26em, calc(100vw - 2em));
    height: min(42em, calc(100vh - 2em));
    box-shadow: 0 0.3em 2em rgb(10 40 50 / 0.25);
  }
  .bubble.covering {
    inset: 0;
  }
  .bubble.covering .panel {
    width: auto;
    height: 100%;
    border: 0;
    border-radius: 0;
  }
  /* As high as the page wants the chat to be, or without a height. */
  .probe {
    float: left;
    width: 0;
    height: 100%;
  }
  .inline.free {
    height: clamp(24em, 80vh, 44em);
  }
  .header {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    padding: 0.5em;
    padding-inline-start: 1em;
    border-block-end: 1px solid var(--line);
  }
  .name {
    flex: 1 1 9em;
    min-width: 0;
  }
  h2 {
    font-size: 1.0625em;
    line-height: 1.3;
    color: var(--accent);
  }
  .name p {
    font-size: 0.875em;
    line-height: 1.35;
    color: var(--quiet);
  }
  .tool {
    flex: none;
    display: grid;
    place-items: center;
    width: 2.75em;
    height: 2.75em;
    padding: 0;
    border: 0;
    border-radius: 0.5em;
    background: none;
  }
  .tool:focus-visible {
    outline-offset: -2px;
  }
  .body {
    position: relative;
    flex: 1;
    min-height: 0;
    display: flex;
    flex-direction: column;
  }
  .cramped .body {
    flex: 1 0 auto;
  }
  .notice {
    flex: none;
    padding: 0 1em;
    background: var(--soft);
    font-size: 0.9375em;
  }
  .notice:not(:empty) > * {
    margin: 0.6em 0;
  }
  .cramped .panel {
    overflow: auto;
  }
  .cramped .composer {
    position: sticky;
    inset-block-end: 0;
  }
  .least .composer {
    position: static;
  }
  @media (hover: hover) {
    .tool:hover {
      background: var(--soft);
    }
    .opener:hover {
      filter: brightness(1.1);
    }
  }
  @media (max-width: 30em) {
    .opener {
      padding: 0;
      justify-content: center;
    }
    .opener span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @media (forced-colors: active) {
    .opener {
      border-color: ButtonText;
    }
  }
`;
