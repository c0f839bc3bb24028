import { css } from 'lit';
import { cardBarStyles } from './card-bar.styles.ts';
import { tabStyles } from './tab.styles.ts';

/** Styles of a question as a card over the page. */
export const cardStyles = css`
  ${tabStyles}
  ${cardBarStyles}
  .pane {
    --edge: 1em;
    --side: max(1em, env(safe-area-inset-right), env(safe-area-inset-left));
    --keyboard: 0px;
    --lift: 0px;
    --ceiling: 0px;
    position: fixed;
    z-index: var(--lojal-z, 2147483000);
    inset: auto;
    inset-block-end: calc(max(var(--edge), env(safe-area-inset-bottom)) + var(--keyboard) + var(--lift));
    inset-inline-end: var(--side);
    display: flex;
    flex-direction: column;
    container-type: inline-size;
    inline-size: min(26em, calc(100% - 2em));
    block-size: auto;
    max-block-size: calc(100dvh - 2 * var(--edge) - var(--keyboard) - var(--lift) - var(--ceiling));
    margin: 0;
    padding: 0;
    overflow: hidden;
    color: inherit;
    box-shadow:
      0 1px 3px rgb(0 0 0 / 0.2),
      0 12px 40px rgb(0 0 0 / 0.22);
    animation: rise 0.3s cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  .pane.opposite {
    inset-inline: var(--side) auto;
  }
  .pane[hidden] {
    display: none;
  }
  /* WebKit keeps the layout that an element had before it entered the top layer. */
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
  .pane:focus-visible,
  .close:focus-visible {
    outline-offset: -4px;
  }
  .body {
    min-block-size: 0;
    padding: 0.15em var(--space) var(--space);
    overflow: auto;
    /* Room for the focus ring of a field, and for the button that stays in sight. */
    scroll-padding-block: 0.75em 5em;
    overscroll-behavior: contain;
  }
  .body .actions {
    position: sticky;
    z-index: 1;
    inset-block-end: 0;
    padding-block: 0.5em;
    margin-block: -0.5em;
    background: var(--surface);
  }
  /* Beside its tab, which also closes the card. */
  :host([mode='tab']) .pane {
    --side: calc(max(1em, env(safe-area-inset-right), env(safe-area-inset-left)) + 2.5em);
    inline-size: min(26em, calc(100% - 4.5em));
  }
  /* The shop has chosen the other corner. */
  @media (min-width: 480.02px) {
    .at-start > .pane {
      inset-inline: var(--side) auto;
    }
    .at-start > .pane.opposite {
      inset-inline: auto var(--side);
    }
  }
  @media (max-height: 480px) {
    .pane {
      --edge: 0.5em;
    }
  }
  @media (max-width: 480px) {
    .pane,
    :host([mode='tab']) .pane {
      inset-block-end: calc(var(--keyboard) + var(--lift));
      inset-inline: 0;
      inline-size: 100%;
      /* Part of the page stays visible. */
      max-block-size: min(85dvh, 100dvh - 1.5em - var(--keyboard) - var(--lift) - var(--ceiling));
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
