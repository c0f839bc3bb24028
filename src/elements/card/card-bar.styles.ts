import { css } from 'lit';

/** Styles of the bar of a card, with the name of the shop and the button that closes. */
export const cardBarStyles = css`
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
  .close svg {
    inline-size: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2;
    stroke-linecap: round;
  }
`;
