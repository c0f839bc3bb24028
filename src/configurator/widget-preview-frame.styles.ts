import { css } from 'lit';

export const previewStyles = css`
  section {
    display: grid;
    gap: 12px;
  }
  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
    gap: 8px 12px;
    align-items: end;
  }
  .presets {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    grid-column: 1 / -1;
  }
  .presets button {
    padding-inline: 10px;
    font-variant-numeric: tabular-nums;
  }
  .presets button[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-faint);
    font-weight: var(--strong);
  }
  .sliders {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(160px, 1fr));
    gap: 8px 16px;
  }
  .slider {
    display: grid;
    grid-template-columns: 1fr auto;
    font-size: 0.8667em;
  }
  .slider input {
    grid-column: 1 / -1;
    min-height: 28px;
    padding: 0;
    border: 0;
    accent-color: var(--accent);
  }
  .slider output {
    font-variant-numeric: tabular-nums;
  }
  .stage {
    overflow: hidden;
  }
  .sized {
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
    box-sizing: content-box;
    max-width: calc(100% - 2px);
  }
  iframe {
    display: block;
    border: 0;
    transform-origin: 0 0;
  }
  :host(:dir(rtl)) iframe {
    transform-origin: 100% 0;
  }
`;
