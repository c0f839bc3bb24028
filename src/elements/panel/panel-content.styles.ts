import { css } from 'lit';

export const panelContentStyles = css`
  :host {
    position: fixed;
    inset-block-end: calc(max(1em, env(safe-area-inset-bottom)) + 56px);
    inset-inline-end: max(1em, env(safe-area-inset-right));
    inline-size: min(25em, calc(100vw - 2em));
    max-inline-size: none;
    margin: 0;
    font-size: max(16px, 1em);
    text-align: start;
    animation: rise 0.25s cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  :host([at='start']) {
    inset-inline: max(1em, env(safe-area-inset-left)) auto;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 1em;
    }
  }
  .pane {
    display: flex;
    flex-direction: column;
    overflow: hidden;
    outline: none;
    max-block-size: min(44em, 100dvh - 6em);
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow:
      0 1px 3px rgb(0 0 0 / 0.2),
      0 12px 40px rgb(0 0 0 / 0.22);
  }
  .top {
    flex: none;
    display: flex;
    align-items: center;
    gap: 0.75em;
    padding-block: 0.35em;
    padding-inline: var(--space) 0.4em;
    border-block-end: 1px solid var(--border);
  }
  .club {
    flex: 1;
    font-weight: var(--strong);
  }
  .close {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--muted);
    cursor: pointer;
  }
  .close:hover {
    background: color-mix(in srgb, var(--text) 8%, transparent);
  }
  .close svg {
    inline-size: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2;
    stroke-linecap: round;
  }
  .inside {
    min-block-size: 0;
    padding: var(--space);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .guest {
    display: grid;
    gap: 0.75em;
    justify-items: start;
    padding-block-end: var(--space);
  }
  .inside > * {
    margin-block: 0;
    max-inline-size: none;
  }
  .inside > lojal-tier,
  .inside > lojal-tier + details {
    margin-block-start: 0.75em;
  }
  details {
    border-block-start: 1px solid var(--border);
  }
  summary {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1em;
    min-block-size: 3em;
    font-weight: var(--strong);
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::after {
    content: '';
    flex: none;
    margin-inline-end: 0.3em;
    inline-size: 0.5em;
    block-size: 0.5em;
    border: solid currentcolor;
    border-width: 0 2px 2px 0;
    rotate: 45deg;
    translate: 0 -0.15em;
    transition: rotate 0.15s;
  }
  details[open] > summary::after {
    rotate: -135deg;
    translate: 0 0.15em;
  }
  details > * {
    max-inline-size: none;
    margin-block: 0 0.75em;
  }
  @media (max-width: 480px) {
    :host,
    :host([at='start']) {
      inset-block-end: 0;
      inset-inline: 0;
      inline-size: 100%;
    }
    .pane {
      max-block-size: 85dvh;
      border-width: 1px 0 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
    .inside {
      padding-block-end: max(var(--space), env(safe-area-inset-bottom));
    }
  }
`;
