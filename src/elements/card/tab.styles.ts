import { css } from 'lit';

/** Styles of the tab that opens a card. */
export const tabStyles = css`
  .tab {
    position: fixed;
    z-index: var(--lojal-z, 2147483000);
    inset: auto;
    inset-block-start: var(--place, 50%);
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
  /* The focus ring is inside, where its background is known. */
  .tab:focus-visible {
    outline-color: var(--on-accent);
    outline-offset: -5px;
  }
  .tab:hover {
    filter: brightness(1.1);
  }
  /* Enlarges the target without covering more of the page. */
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
  .at-start > .tab {
    inset-inline: 0 auto;
    border-inline-start: 0;
    border-inline-end: 1px solid var(--accent);
    border-radius: 0;
    border-start-end-radius: calc(var(--radius) * 0.7);
    border-end-end-radius: calc(var(--radius) * 0.7);
  }
  .at-start > .tab::before {
    inset-inline: 0 calc(100% - 46px);
  }
  @media (max-width: 480px) {
    .tab {
      font-size: 0.875em;
    }
    /* The sheet would cover the tab; the sheet has a button of its own. */
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
