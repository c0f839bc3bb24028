import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { chartStyles } from '../charts/chart.styles.ts';
import { controlStyles } from './controls.styles.ts';
import { type DataCell, dataTable } from './data-table.ts';
import { Loaded } from './loaded.ts';
import { loadingNote } from './loading-note.ts';
import { OwnerElement } from './owner-element.ts';

/** A card that shows the data of one route: loads it, says what it waits for or why it failed, and renders it. */
export abstract class DataSection<Data> extends OwnerElement {
  static override styles = [
    controlStyles,
    chartStyles,
    css`
      section {
        padding: 16px;
      }
      h2 + p:not(:last-child) {
        margin-block-end: 16px;
      }
      h3 {
        margin-block: 16px 8px;
      }
      .scroll {
        max-height: 420px;
      }
      /* A reason in place of a number may be a long sentence. */
      td .small {
        display: inline-block;
        min-width: 22ch;
        max-width: 26ch;
        white-space: normal;
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(128px, 1fr));
        gap: 16px;
        margin-block: 16px;
      }
      strong {
        display: block;
        font-size: 1.6em;
        line-height: 1.25;
        letter-spacing: -0.02em;
        font-weight: var(--strong);
        font-variant-numeric: tabular-nums;
      }
      .links {
        margin-block-start: 16px;
      }
      @media (max-width: 640px) {
        .scroll {
          max-height: none;
        }
        td .small {
          min-width: 0;
          max-width: none;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = { query: { attribute: false } };

  /** The parameters of the request. */
  declare query: string;

  /** The route: `rfm`. */
  protected abstract readonly route: string;

  protected readonly loaded = new Loaded<Data>(
    this,
    (signal) => this.read(signal),
    () => this.query,
  );

  protected read(signal: AbortSignal): Promise<Data> {
    return this.owner.client.json(`owner/${this.route}?${this.query}`, { signal });
  }

  protected abstract heading(): string;
  /** A sentence below the heading. */
  protected hint(): string | undefined {
    return undefined;
  }
  protected abstract show(data: Data): TemplateResult;

  protected override render(): TemplateResult {
    const { value } = this.loaded;
    const hint = this.hint();
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${this.heading()}</h2>
      ${hint === undefined ? nothing : html`<p class="small muted">${hint}</p>`}
      ${loadingNote(this.owner, this.loaded)} ${value ? this.show(value) : nothing}
    </section>`;
  }

  /** A value with its name above, or the reason why there is none. */
  protected figure(name: string, value: string | null, reason = ''): TemplateResult {
    return html`<div>
      <h3>${name}</h3>
      ${value === null ? html`<p class="small muted">${reason}</p>` : html`<strong>${value}</strong>`}
    </div>`;
  }

  /** A table that scrolls in its own box. The first cell of a row is its heading. */
  protected rows(columns: readonly string[], rows: readonly (readonly DataCell[])[]): TemplateResult {
    return dataTable(this.heading(), columns, rows);
  }
}
