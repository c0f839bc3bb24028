import { css } from 'lit';
import { tab } from './tab.styles.ts';

/** How a question looks as a card over the page. */
export const styles = css`
  ${tab}
  .pane {
    --edge: 1em;
    --keyboard: 0px;
    position: fixed;
    z-index: var(--lojal-z, 2147483000);
    inset: auto;
    inset-block-end: calc(max(var(--edge), env(safe-area-inset-bottom)) + var(--keyboard));
    inset-inline-end: max(1em, env(safe-area-inset-right), env(safe-area-inset-left));
    display: flex;
    flex-direction: column;
    container-type: inline-size;
    inline-size: min(26em, calc(100% - 2em));
    block-size: auto;
    max-block-size: calc(100dvh - 2 * var(--edge) - var(--keyboard));
    margin: 0;
    padding: 0;
    overflow: hidden;
    color: inherit;
    box-shadow:
      0 1px 3px rgb(0 0 0 / 0.2),
      0 12px 40px rgb(0 0 0 / 0.22);
    animation: rise 0.3s cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  .pane[hidden] {
    display: none;
  }
  /* WebKit places what it has laid out before it entered the top layer as it did then. */
  [popover]:not(:popover-open) {
    display: none;
  }
  .pane.leaving {
    animation: sink 0.18s ease-in forwards;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 1em;
    }
  }
  @keyframes sink {
    to {
      opacity: 0;
      translate: 0 1em;
    }
  }
  .bar {
    flex: none;
    display: flex;
    align-items: center;
    gap: 0.75em;
    padding-block-start: 0.35em;
    padding-inline: var(--space) 0.4em;
  }
  .bar .test {
    margin: 0;
  }
  .close {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: max(2.75em, 44px);
    block-size: max(2.75em, 44px);
    margin-inline-start: auto;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--muted);
  }
  .close:hover {
    background: color-mix(in srgb, var(--text) 8%, transparent);
  }
  .pane:focus-visible,
  .close:focus-visible {
    outline-offset: -4px;
  }
  .close svg {
    inline-size: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2;
    stroke-linecap: round;
  }
  .body {
    min-block-size: 0;
    padding: 0.15em var(--space) var(--space);
    overflow: auto;
    /* The ring of what has the focus is in view, too. */
    scroll-padding-block: 0.75em;
    overscroll-behavior: contain;
  }
  /* Beside its tab, which closes it as well. */
  :host([mode='tab']) .pane {
    inset-inline-end: calc(max(1em, env(safe-area-inset-right), env(safe-area-inset-left)) + 2.5em);
    inline-size: min(26em, calc(100% - 4.5em));
  }
  @media (max-height: 480px) {
    .pane {
      --edge: 0.5em;
    }
  }
  @media (max-width: 480px) {
    .pane,
    :host([mode='tab']) .pane {
      inset-block-end: var(--keyboard);
      inset-inline: 0;
      inline-size: 100%;
      /* Some of the page is always to be seen. */
      max-block-size: min(85dvh, 100dvh - 1.5em - var(--keyboard));
      border-width: 1px 0 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
      box-shadow: 0 -6px 40px rgb(0 0 0 / 0.22);
    }
    .body {
      padding-block-end: max(var(--space), env(safe-area-inset-bottom));
    }
    @keyframes rise {
      from {
        translate: 0 100%;
      }
    }
    @keyframes sink {
      to {
        translate: 0 100%;
      }
    }
  }
  @media print {
    .pane {
      display: none;
    }
  }
`;
