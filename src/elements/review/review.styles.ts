import { css } from 'lit';

export const styles = css`
  .purpose {
    margin-block-start: 0.25em;
    color: var(--muted);
    font-size: 0.875em;
  }
  .root {
    --star: var(--lojal-star, light-dark(#b45f06, #f5b544));
  }
  .stars {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em;
    /* Targets are larger than stars: align the stars with the text. */
    margin-inline-start: -0.35em;
    margin-block-start: 0.35em;
  }
  legend {
    padding: 0;
    font-weight: var(--strong);
  }
  .star {
    position: relative;
    display: grid;
    place-items: center;
    /* Five in a row on narrow phones. */
    inline-size: min(2.75em, (100cqi - 2 * var(--space)) / 5 - 0.25em);
    block-size: 2.75em;
    border-radius: var(--inner-radius);
    color: var(--line);
    cursor: pointer;
  }
  .star svg {
    inline-size: 76%;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linejoin: round;
    transition: transform 0.15s;
  }
  .star.on,
  .stars:hover .star:has(~ .star:hover),
  .stars .star:hover {
    color: light-dark(oklch(from var(--star) min(l, 0.58) c h), oklch(from var(--star) max(l, 0.66) c h));
  }
  .star.on svg,
  .stars:hover .star:has(~ .star:hover) svg,
  .star:hover svg {
    fill: var(--star);
  }
  .star:hover svg {
    transform: scale(1.12);
  }
  .stars:hover .star:hover ~ .star svg {
    fill: none;
  }
  .star input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .star:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 0;
  }
  .chosen {
    white-space: nowrap;
    margin-inline-start: 0.5em;
    color: var(--muted);
    font-size: 0.875em;
  }
  @media (forced-colors: active) {
    .root {
      --star: CanvasText;
    }
  }
  .website {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .incentive {
    padding: 0.5em 0.8em;
    border-inline-start: 3px solid var(--accent);
    border-radius: 0.25em;
    background: color-mix(in srgb, var(--accent) 9%, transparent);
    font-size: 0.875em;
  }
`;
