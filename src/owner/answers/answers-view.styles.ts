import { css } from 'lit';

export const answersStyles = css`
  :host {
    height: 100vh;
    height: 100dvh;
  }
  .panes {
    display: grid;
    grid-template-columns: minmax(320px, 384px) minmax(0, 1fr) 272px;
    height: 100%;
  }
  .list {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    min-height: 0;
    border-inline-end: 1px solid var(--line);
    background: var(--surface);
  }
  .heading {
    display: flex;
    align-items: baseline;
    gap: 8px;
    padding: 24px 16px 12px;
  }
  .heading p {
    margin-inline-start: auto;
  }
  .rows {
    min-height: 0;
    border-block-start: 1px solid var(--line);
  }
  answer-rows {
    height: 100%;
  }
  .state {
    padding: 24px 16px;
  }
  .detail,
  .customer {
    min-width: 0;
    overflow-y: auto;
  }
  .customer {
    padding: 24px 16px;
    border-inline-start: 1px solid var(--line);
  }
  .none {
    display: grid;
    gap: 8px;
    place-content: center;
    height: 100%;
    padding: 24px;
    color: var(--muted);
    text-align: center;
  }
  .panes:not(.chosen) {
    grid-template-columns: minmax(320px, 384px) minmax(0, 1fr);
  }
  @media (max-width: 1200px) {
    .panes,
    .panes:not(.chosen) {
      grid-template-columns: minmax(288px, 352px) minmax(0, 1fr);
      grid-template-rows: minmax(0, 1fr);
    }
    .list {
      grid-row: 1;
    }
    .side {
      overflow-y: auto;
    }
    .detail,
    .customer {
      overflow: visible;
    }
    .customer {
      max-width: 720px;
      padding: 24px;
      border-inline-start: 0;
      border-block-start: 1px solid var(--line);
    }
  }
  @media (min-width: 1201px) {
    .side {
      display: contents;
    }
  }
  @media (max-width: 900px) {
    :host {
      height: auto;
    }
    .panes,
    .panes:not(.chosen) {
      display: block;
      height: auto;
    }
    .list {
      height: calc(100vh - 102px);
      height: calc(100dvh - 102px);
      min-height: 480px;
    }
    .heading {
      padding-block-start: 16px;
    }
    .heading button {
      display: none;
    }
    .list {
      border-inline-end: 0;
    }
    .panes:not(.chosen) .side,
    .chosen .list > :not(.heading) {
      display: none;
    }
    /* Only the heading stays, for those who go through a page by its headings. */
    .chosen .list {
      display: block;
      height: 0;
      min-height: 0;
      overflow: hidden;
    }
    .customer {
      padding: 16px;
    }
  }
`;
