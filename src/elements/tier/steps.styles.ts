import { css } from 'lit';

export const stepsStyles = css`
  .steps {
    display: flex;
    margin-block: 0.9em 0.75em;
    list-style: none;
  }
  .step {
    position: relative;
    flex: 1;
    display: grid;
    justify-items: center;
    gap: 0.35em;
    padding-inline: 0.25em;
    color: var(--muted);
    font-size: 0.875em;
    text-align: center;
  }
  .dot {
    z-index: 1;
    display: grid;
    place-items: center;
    inline-size: 1.75em;
    block-size: 1.75em;
    border: 2px solid var(--line);
    border-radius: 50%;
    background: var(--surface);
  }
  .dot svg {
    inline-size: 1em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 3;
  }
  .step .track {
    position: absolute;
    inset-block-start: 0.75em;
    inset-inline: -50% 50%;
    block-size: 0.25em;
    margin: 0;
  }
  .reached .dot {
    border-color: var(--accent);
    background: var(--brand);
    color: var(--on-accent);
  }
  .current {
    color: var(--text);
    font-weight: var(--strong);
  }
  .current .dot {
    box-shadow: 0 0 0 0.25em color-mix(in srgb, var(--accent) 22%, transparent);
  }
  @container (max-width: 21em) {
    .steps {
      display: grid;
      gap: 0.9em;
    }
    .step {
      grid-template-columns: auto 1fr;
      justify-items: start;
      align-items: center;
      gap: 0.75em;
      text-align: start;
    }
    .step .track {
      inset-block: auto 50%;
      inset-inline: 1.025em auto;
      inline-size: 0.2em;
      block-size: 2.4em;
    }
    .step .fill {
      inline-size: 100%;
      block-size: calc(var(--ratio, 0) * 100%);
    }
  }
`;
