import { css } from 'lit';

/** Cards, tags, notices and what stands for data that is being loaded. */
export const markStyles = css`
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: 0.8667em;
  }
  .bad {
    color: var(--bad);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .card {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  /* A live region stays in the document, so that its first sentence is announced too. Empty it takes no place. */
  .live:not(:has(*)) {
    position: absolute;
  }
  .notice {
    padding: 10px 14px;
    border-inline-start: 3px solid var(--warn);
    border-radius: 4px;
    background: var(--warn-faint);
  }
  .notice.error {
    border-color: var(--bad);
    background: var(--bad-faint);
  }
  .notice.done {
    border-color: var(--accent);
    background: var(--accent-faint);
  }
  .tag {
    display: inline-block;
    max-width: 100%;
    padding: 0 8px;
    border-radius: 10px;
    background: var(--sunken);
    font-size: 0.8667em;
    line-height: 20px;
    overflow-wrap: anywhere;
  }
  .tag.bad {
    background: var(--bad-faint);
  }
  .tag.warn {
    background: var(--warn-faint);
    color: var(--warn);
  }
  .tag.good {
    background: var(--accent-faint);
    color: var(--accent);
  }
  .written {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .skeleton {
    display: block;
    height: 12px;
    margin-block: 6px;
    border-radius: 4px;
    background: var(--sunken);
    animation: fade 1.2s ease-in-out infinite alternate;
  }
  .skeleton.short {
    width: 45%;
  }
  @keyframes fade {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .skeleton {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .skeleton {
      border: 1px solid GrayText;
    }
    .tag,
    .notice {
      border: 1px solid CanvasText;
    }
  }
`;
