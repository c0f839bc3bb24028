import { css } from 'lit';

export const styles = css`
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 1em;
  }
  .level {
    font-size: 1.125em;
    font-weight: var(--strong);
  }
  .next {
    color: var(--muted);
    font-size: 0.875em;
  }
  .track {
    position: relative;
    display: block;
    block-size: 0.625em;
    margin-block: 0.6em 0.55em;
    overflow: hidden;
    border-radius: min(1em, var(--radius));
    background: color-mix(in srgb, var(--text) 12%, transparent);
  }
  .fill {
    --ratio: var(--way, 0);
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: calc(var(--ratio) * 100%);
    border-radius: inherit;
    background: var(--brand);
    box-shadow: inset 0 0 0 1px var(--accent);
    transition: inline-size 0.6s cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  .steps .fill {
    --ratio: 0;
  }
  .steps .done .fill {
    --ratio: 1;
  }
  .steps .doing .fill {
    --ratio: var(--way, 0);
  }
  .cart {
    inline-size: calc(var(--cart, 0) * 100%);
    opacity: 0.38;
  }
  .way {
    font-weight: var(--strong);
  }
  .perks {
    margin-block-start: 0.75em;
    padding-block-start: 0.75em;
    border-block-start: 1px solid var(--border);
  }
  .perks ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35em 0.5em;
    margin-block-start: 0.4em;
    list-style: none;
    font-size: 0.875em;
  }
  .perks li {
    padding: 0.15em 0.7em;
    border: 1px solid var(--border);
    border-radius: min(1em, var(--radius));
  }
  .picture {
    margin-block: 0.6em;
  }
  .picture svg {
    display: block;
    max-inline-size: 100%;
    block-size: auto;
  }
  .ring {
    display: grid;
    grid-template-columns: auto 1fr;
    column-gap: 1.1em;
  }
  .ring > * {
    grid-column: 2;
  }
  .ring > .picture {
    grid-area: 1 / 1 / span 5;
    margin: 0;
  }
  .ring > .perks {
    grid-column: 1 / 3;
  }
  .up:not(:empty) {
    margin-block-end: 0.75em;
    padding: 0.5em 0.9em;
    border-radius: calc(var(--radius) * 0.7);
    background: color-mix(in srgb, var(--accent) 14%, transparent);
    font-weight: var(--strong);
    animation: up 0.5s cubic-bezier(0.2, 1.4, 0.4, 1);
  }
  @keyframes up {
    from {
      transform: scale(0.94);
      opacity: 0;
    }
  }
  @media (forced-colors: active) {
    .track {
      border: 1px solid CanvasText;
    }
    .fill {
      background: Highlight;
      box-shadow: none;
      forced-color-adjust: none;
    }
  }
`;
