import { css } from 'lit';

/** How the tab looks that opens a card. */
export const tab = css`
  .tab {
    position: fixed;
    z-index: var(--lojal-z, 2147483000);
    inset: auto;
    inset-block-start: 50%;
    inset-inline-end: 0;
    translate: 0 -50%;
    inline-size: 2.25em;
    block-size: auto;
    min-block-size: 44px;
    margin: 0;
    padding: 0.9em 0;
    overflow: visible;
    border: 1px solid var(--accent);
    border-inline-end: 0;
    border-start-start-radius: calc(var(--radius) * 0.7);
    border-end-start-radius: calc(var(--radius) * 0.7);
    background: var(--brand);
    color: var(--on-accent);
    font-weight: var(--strong);
    box-shadow: 0 2px 12px rgb(0 0 0 / 0.25);
    transition: filter 0.15s;
  }
  /* What the page has around it is not known: inside, as its words are. */
  .tab:focus-visible {
    outline-color: var(--on-accent);
    outline-offset: -5px;
  }
  .tab:hover {
    filter: brightness(1.1);
  }
  /* As easy to hit as it must be, without covering more of the page than it shows. */
  .tab::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline: calc(100% - 46px) 0;
  }
  .tab span {
    display: inline-block;
    writing-mode: vertical-rl;
    rotate: 180deg;
  }
  @media (max-width: 480px) {
    .tab {
      font-size: 0.875em;
    }
    /* The sheet would cover it; its own button minimises. */
    .tab[aria-expanded='true'] {
      visibility: hidden;
    }
  }
  @media (forced-colors: active) {
    .tab {
      border-color: ButtonBorder;
    }
  }
  @media print {
    .tab {
      display: none;
    }
  }
`;
